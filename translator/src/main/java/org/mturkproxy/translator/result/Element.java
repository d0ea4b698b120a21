package org.mturkproxy.translator.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * One declared element of a legacy structure.
 *
 * @param name the legacy element
 * @param group the response group that brings it
 * @param source finds its value in the modern object that the structure is made from; gives {@code
 *     null} or a JSON null where it is absent
 * @param writer writes a value that is there
 * @param otherwise what is printed when it is absent; mostly nothing
 * @param expected whether every such object has it, so that its absence means that upstream sent
 *     only a part
 */
public record Element(
    String name,
    ResponseGroup group,
    UnaryOperator<JsonNode> source,
    Writer writer,
    Optional<String> otherwise,
    boolean expected) {

  /** Writes the element with a value. */
  @FunctionalInterface
  interface Writer {
    void write(XmlOutput xml, String name, JsonNode value, Set<ResponseGroup> groups);
  }

  public Element {
    requireNonNull(name, "name");
    requireNonNull(group, "group");
  }

  private static Element of(String name, Writer writer) {
    return new Element(
        name, ResponseGroup.MINIMAL, node -> node.get(name), writer, Optional.empty(), false);
  }

  /** An element with one text. */
  public static Element element(String name, Content content) {
    return of(
        name,
        (xml, element, value, groups) ->
            content.text(value).ifPresent(text -> xml.element(element, text)));
  }

  /** A price with at least so many decimals in its {@code Amount}. */
  public static Element price(String name, int decimals) {
    return of(name, (xml, element, value, groups) -> Price.write(xml, element, value, decimals));
  }

  /** A structure. */
  public static Element structure(String name, Shape shape) {
    return of(
        name,
        (xml, element, value, groups) -> {
          xml.open(element);
          shape.write(xml, value, groups);
          xml.close();
        });
  }

  /** This element once for each item of the modern list. */
  public Element repeated() {
    Writer one = writer;
    return new Element(
        name,
        group,
        source,
        (xml, element, list, groups) -> list.forEach(item -> one.write(xml, element, item, groups)),
        otherwise,
        expected);
  }

  /** This element, from a modern member of another name. */
  public Element from(String member) {
    return computed(node -> node.get(member));
  }

  /** This element, from more than one modern member. */
  public Element computed(UnaryOperator<JsonNode> value) {
    return new Element(name, group, value, writer, otherwise, expected);
  }

  /** This element, only in answers with that response group. */
  public Element in(ResponseGroup other) {
    return new Element(name, other, source, writer, otherwise, expected);
  }

  /** This element, printed with a value of our own when upstream sends none. */
  public Element otherwise(String text) {
    return new Element(name, group, source, writer, Optional.of(text), expected);
  }

  /** This element, which every object has. */
  public Element always() {
    return new Element(name, group, source, writer, otherwise, true);
  }

  boolean isMissing(JsonNode object) {
    JsonNode value = source.apply(object);
    return value == null || value.isNull();
  }

  void write(XmlOutput xml, JsonNode object, Set<ResponseGroup> groups) {
    if (!groups.contains(group)) {
      return;
    }
    JsonNode value = source.apply(object);
    if (value != null && !value.isNull()) {
      writer.write(xml, name, value, groups);
    } else {
      otherwise.ifPresent(text -> xml.element(name, text));
    }
  }
}
