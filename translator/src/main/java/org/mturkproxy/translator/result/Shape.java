package org.mturkproxy.translator.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * The elements of a legacy structure ({@code legacy-api.md} 5).
 *
 * @param name of the complex type in the schema; empty where it has none of its own, or one made
 *     from the operation's
 * @param elements in the order in which REST answers have them
 * @param inSchemaOrder the same in the order of the schema, which is that of SOAP (6.4)
 * @param whole the elements of the complex type, if this is but a part of it; empty otherwise
 * @param alone whether the schema declares the element itself, instead of a complex type
 */
public record Shape(
    String name,
    List<Element> elements,
    List<Element> inSchemaOrder,
    List<Element> whole,
    boolean alone) {

  /** No elements: an acknowledgement. */
  public static final Shape EMPTY = of();

  public Shape {
    requireNonNull(name, "name");
    elements = List.copyOf(elements);
    inSchemaOrder = List.copyOf(inSchemaOrder);
    whole = List.copyOf(whole);
  }

  /** A structure without a type of its own: what a result holds. */
  public static Shape of(Element... elements) {
    return named("", elements);
  }

  /** A structure that is a complex type of the schema. */
  public static Shape named(String type, Element... elements) {
    return new Shape(type, List.of(elements), List.of(elements), List.of(), false);
  }

  /** The structure of an element that the schema declares by itself. */
  public static Shape declaredAlone(Element... elements) {
    return new Shape("", List.of(elements), List.of(elements), List.of(), true);
  }

  /** This structure, whose elements the schema has in another order: these first. */
  public Shape inSchema(String... first) {
    List<Element> order = new ArrayList<>();
    for (String element : first) {
      order.add(element(element));
    }
    elements.stream().filter(element -> !order.contains(element)).forEach(order::add);
    return new Shape(name, elements, order, whole, alone);
  }

  /** This structure, of which only these elements are ever written. */
  public Shape only(String... names) {
    List<Element> part = Arrays.stream(names).map(this::element).toList();
    return new Shape(name, part, part, inSchemaOrder, alone);
  }

  private Element element(String named) {
    return elements.stream().filter(e -> e.name().equals(named)).findFirst().orElseThrow();
  }

  /** What the schema says of it. */
  public SchemaType type() {
    List<SchemaType.Member> members =
        (whole.isEmpty() ? inSchemaOrder : whole).stream().map(Element::declared).toList();
    return alone ? new SchemaType.Ref(members) : new SchemaType.Complex(name, members);
  }

  /** Writes what a caller is to see of a modern object, without an element around it. */
  public void write(XmlOutput xml, JsonNode object, View view) {
    for (Element element : view.schema().isPresent() ? inSchemaOrder : elements) {
      element.write(xml, object, view);
    }
  }

  /** Whether the caller's version has words for all that it demands of such a structure. */
  boolean canSay(JsonNode object, View view) {
    return view.schema().isEmpty()
        || elements.stream().allMatch(element -> element.canSay(object, view));
  }

  /** Whether the object has all that every such object has, as far as these groups show it. */
  public boolean isComplete(JsonNode object, Set<ResponseGroup> groups) {
    return elements.stream()
        .filter(element -> element.expected() && groups.contains(element.group()))
        .noneMatch(element -> element.isMissing(object));
  }
}
