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

  private final int number;
  private final Optional<ParameterNode> common;
  private final List<String> texts = new ArrayList<>(0);
  private boolean numberedTwice;

  /** Most nodes are leaves: the map is made with the first child. */
  private Map<String, NavigableMap<Integer, ParameterNode>> children = Map.of();

  ParameterNode(int number) {
    this(number, Optional.empty());
  }

  private ParameterNode(int number, Optional<ParameterNode> common) {
    this.number = number;
    this.common = common;
  }

  /** The number it was sent with, or 1. */
  public int number() {
    return number;
  }

  /** Values given to this very name, in the order in which they came. */
  public List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  /** Whether names stand below this one: then it is a structure. */
  public boolean isStructure() {
    return !children.isEmpty();
  }

  /** Whether something was sent below it with one more number, which has no meaning. */
  public boolean isNumberedTwice() {
    return numberedTwice;
  }

  /** The names below this one, as first spelt; without those that it shares with others. */
  public Set<String> names() {
    return Collections.unmodifiableSet(children.keySet());
  }

  /** What holds for this request and all others of its batch, if it is one of a batch. */
  public Optional<ParameterNode> common() {
    return common;
  }

  /** Everything sent under a name, by number; empty when there is nothing. */
  public Collection<ParameterNode> children(String name) {
    NavigableMap<Integer, ParameterNode> numbered = children.get(name);
    if (numbered != null) {
      return Collections.unmodifiableCollection(numbered.values());
    }
    return common.isPresent() ? common.get().children(name) : List.of();
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

  /** This node as one request of a batch: where it has nothing, the common one counts. */
  ParameterNode over(ParameterNode shared) {
    ParameterNode request = new ParameterNode(number, Optional.of(shared));
    request.texts.addAll(texts);
    request.children = children;
    return request;
  }

  /** This node without a name. */
  ParameterNode without(String name) {
    ParameterNode rest = new ParameterNode(number);
    rest.texts.addAll(texts);
    rest.children = named();
    rest.children.putAll(children);
    rest.children.remove(name);
    return rest;
  }

  /** The child of this name and number, made if need be. */
  ParameterNode child(String name, int childNumber) {
    if (children.isEmpty()) {
      children = named();
    }
    return children
        .computeIfAbsent(name, any -> new TreeMap<>())
        .computeIfAbsent(childNumber, ParameterNode::new);
  }

  boolean has(String name, int childNumber) {
    NavigableMap<Integer, ParameterNode> numbered = children.get(name);
    return numbered != null && numbered.containsKey(childNumber);
  }

  private static Map<String, NavigableMap<Integer, ParameterNode>> named() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  void add(String text) {
    texts.add(text);
  }

  void numberTwice() {
    numberedTwice = true;
  }
}
