package org.mturkproxy.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a SOAP client puts into {@code Request} where a REST client sends parameters: {@code
 * Reward.1.Amount} is an {@code Amount} in a {@code Reward}.
 */
public final class RequestContent {

  private final Node root = new Node();

  /** Adds a parameter. */
  public void put(String path, String value) {
    root.put(List.of(path.split("\\.", -1)), value);
  }

  /** The content of each request: one, or those of a batch of this operation. */
  public List<String> requests(String operation) {
    Node batch = root.children.get(operation);
    return batch == null ? List.of(root.xml()) : batch.items().stream().map(Node::xml).toList();
  }

  /** A text as it stands in XML. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Parameters with dotted names, as a tree. */
  private static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();

    void put(List<String> path, String text) {
      if (path.isEmpty()) {
        texts.add(text);
      } else {
        children
            .computeIfAbsent(path.get(0), any -> new Node())
            .put(path.subList(1, path.size()), text);
      }
    }

    /** Its items, if it has numbers; else itself. */
    List<Node> items() {
      boolean numbered = !children.isEmpty() && children.keySet().stream().allMatch(Node::isNumber);
      return numbered ? List.copyOf(children.values()) : List.of(this);
    }

    private static boolean isNumber(String name) {
      return name.chars().allMatch(Character::isDigit);
    }

    String xml() {
      StringBuilder xml = new StringBuilder();
      texts.forEach(text -> xml.append(escaped(text)));
      children.forEach(
          (name, child) -> {
            for (Node item : child.items()) {
              if (item.children.isEmpty()) {
                item.texts.forEach(text -> append(xml, name, escaped(text)));
              } else {
                append(xml, name, item.xml());
              }
            }
          });
      return xml.toString();
    }

    private static void append(StringBuilder xml, String name, String content) {
      xml.append('<').append(name).append('>').append(content);
      xml.append("</").append(name).append('>');
    }
  }
}
