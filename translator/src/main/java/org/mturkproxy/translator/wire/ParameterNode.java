package org.mturkproxy.translator.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was sent under one name: texts, and further names below it. The readers of all wire formats
 * make this same tree, so that the catalogue reads only one. Names are found in any letter case,
 * and items come in the order of their numbers ({@code legacy-api.md} 1.3, 3.2).
 */
public final class ParameterNode {

  /** The number of a structure or item that was sent without one. */
  static final int UNNUMBERED = 1;

  private final List<String> texts = new ArrayList<>(1);
  private final Map<String, NavigableMap<Integer, ParameterNode>> children =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ParameterNode() {}

  /** Values given to this very name, in the order in which they came. */
  public List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  /** Whether names stand below this one: then it is a structure. */
  public boolean isStructure() {
    return !children.isEmpty();
  }

  /** The names below this one, as first spelt. */
  public Set<String> names() {
    return Collections.unmodifiableSet(children.keySet());
  }

  /** Everything sent under a name, by number; empty when there is nothing. */
  public Collection<ParameterNode> children(String name) {
    NavigableMap<Integer, ParameterNode> numbered = children.get(name);
    return numbered == null ? List.of() : Collections.unmodifiableCollection(numbered.values());
  }

  /** The first text under a name: that of the lowest number, if several were sent. */
  public Optional<String> text(String name) {
    for (ParameterNode child : children(name)) {
      if (!child.texts.isEmpty()) {
        return Optional.of(child.texts.get(0));
      }
    }
    return Optional.empty();
  }

  /** This node, with the other's names where this one has none. */
  ParameterNode over(ParameterNode common) {
    ParameterNode merged = new ParameterNode();
    merged.texts.addAll(texts);
    merged.children.putAll(common.children);
    merged.children.putAll(children);
    return merged;
  }

  /** This node without a name. */
  ParameterNode without(String name) {
    ParameterNode rest = new ParameterNode();
    rest.texts.addAll(texts);
    rest.children.putAll(children);
    rest.children.remove(name);
    return rest;
  }

  ParameterNode child(String name, int number) {
    return children
        .computeIfAbsent(name, any -> new TreeMap<>())
        .computeIfAbsent(number, any -> new ParameterNode());
  }

  void add(String text) {
    texts.add(text);
  }
}
