package org.mturkproxy.translator.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.Occurrence;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * One declared element of a legacy structure. In the schema it is optional and comes once, in every
 * version, unless it is said otherwise.
 *
 * @param name the legacy element
 * @param group the response group that brings it
 * @param source finds its value in the modern object that the structure is made from; gives {@code
 *     null} or a JSON null where it is absent
 * @param body writes a value that is there
 * @param otherwise what is printed when it is absent; mostly nothing
 * @param expected whether every such object has it, so that its absence means that upstream sent
 *     only a part
 * @param occurrence what the schemas say of it
 */
public record Element(
    String name,
    ResponseGroup group,
    UnaryOperator<JsonNode> source,
    Body body,
    Optional<String> otherwise,
    boolean expected,
    Occurrence occurrence) {

  /**
   * The place of {@code Request} in the schema of a structure that may be a result by itself. It is
   * written with the envelope (6.3).
   */
  public static final Element REQUEST = unsent("Request", new SchemaType.Ref(List.of()));

  public Element {
    requireNonNull(name, "name");
    requireNonNull(group, "group");
    requireNonNull(source, "source");
    requireNonNull(body, "body");
    requireNonNull(otherwise, "otherwise");
    requireNonNull(occurrence, "occurrence");
  }

  private static Element of(String name, Body body) {
    return new Element(
        name,
        ResponseGroup.MINIMAL,
        node -> node.get(name),
        body,
        Optional.empty(),
        false,
        Occurrence.OPTIONAL);
  }

  /** An element with one text. */
  public static Element element(String name, Content content) {
    return of(name, new Body.One(content));
  }

  /** A price with at least so many decimals in its {@code Amount}. */
  public static Element price(String name, int decimals) {
    return of(name, new Body.Amount(decimals));
  }

  /** A structure. */
  public static Element structure(String name, Shape shape) {
    return of(name, new Body.Several(shape));
  }

  /** An element that stands in the schema and in no answer. */
  public static Element unsent(String name, SchemaType type) {
    return of(name, new Body.Unsent(type)).computed(node -> MissingNode.getInstance());
  }

  /** This element once for each item of the modern list. */
  public Element repeated() {
    return new Element(
        name,
        group,
        source,
        new Body.Each(body),
        otherwise,
        expected,
        occurrence.repeated(Versions.ALL));
  }

  /** This element, from a modern member of another name. */
  public Element from(String member) {
    return computed(node -> node.get(member));
  }

  /** This element, from more than one modern member. */
  public Element computed(UnaryOperator<JsonNode> value) {
    return new Element(name, group, value, body, otherwise, expected, occurrence);
  }

  /** This element, only in answers with that response group. */
  public Element in(ResponseGroup other) {
    return new Element(name, other, source, body, otherwise, expected, occurrence);
  }

  /** This element, printed with a value of our own when upstream sends none. */
  public Element otherwise(String text) {
    return new Element(name, group, source, body, Optional.of(text), expected, occurrence);
  }

  /** This element, which every object has. */
  public Element always() {
    return new Element(name, group, source, body, otherwise, true, occurrence);
  }

  /** This element, which came with a version. */
  public Element since(ApiVersion first) {
    return occurring(occurrence.known(Versions.since(first)));
  }

  /** This element, which went after a version. REST has it no more. */
  public Element until(ApiVersion last) {
    return occurring(occurrence.known(Versions.until(last)));
  }

  /** This element, which the schema demands: what lacks a word for it is left out as a whole. */
  public Element mandatory() {
    return occurring(occurrence.mandatory(Versions.ALL));
  }

  /** This element, a list only since a version. */
  public Element repeatedSince(ApiVersion first) {
    return repeated().occurring(occurrence.repeated(Versions.since(first)));
  }

  /** This element, at most so often. */
  public Element atMost(int times) {
    return occurring(occurrence.atMost(times));
  }

  private Element occurring(Occurrence other) {
    return new Element(name, group, source, body, otherwise, expected, other);
  }

  /** Whether answers have it, those of REST among them. */
  public boolean isSent() {
    return !(body instanceof Body.Unsent) && occurrence.known().include(ApiVersion.NEWEST);
  }

  SchemaType.Member declared() {
    return new SchemaType.Member(name, body.type(), occurrence);
  }

  boolean isMissing(JsonNode object) {
    JsonNode value = source.apply(object);
    return value == null || value.isNull();
  }

  /** Whether an object can be shown as far as it hangs on this element. */
  boolean canSay(JsonNode object, View view) {
    return !occurrence.known().include(view.version())
        || !occurrence.mandatory().include(view.version())
        || isMissing(object)
        || body.canSay(source.apply(object), view);
  }

  void write(XmlOutput xml, JsonNode object, View view) {
    if (!view.groups().contains(group) || !occurrence.known().include(view.version())) {
      return;
    }
    if (isMissing(object)) {
      otherwise.ifPresent(text -> xml.element(name, text));
      return;
    }
    JsonNode value = source.apply(object);
    if (body.canSay(value, view)) {
      body.write(xml, name, value, view);
    }
  }
}
