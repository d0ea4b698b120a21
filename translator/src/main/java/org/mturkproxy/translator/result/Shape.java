package org.mturkproxy.translator.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * The elements of a legacy structure, in wire order ({@code legacy-api.md} 5).
 *
 * @param elements in the order in which they are written
 */
public record Shape(List<Element> elements) {

  /** No elements: an acknowledgement. */
  public static final Shape EMPTY = new Shape(List.of());

  public Shape {
    elements = List.copyOf(elements);
  }

  public static Shape of(Element... elements) {
    return new Shape(List.of(elements));
  }

  /** Writes what the groups bring of a modern object, without an element around it. */
  public void write(XmlOutput xml, JsonNode object, Set<ResponseGroup> groups) {
    for (Element element : elements) {
      element.write(xml, object, groups);
    }
  }

  /** Whether the object has all that every such object has, as far as these groups show it. */
  public boolean isComplete(JsonNode object, Set<ResponseGroup> groups) {
    return elements.stream()
        .filter(element -> element.expected() && groups.contains(element.group()))
        .noneMatch(element -> element.isMissing(object));
  }
}
