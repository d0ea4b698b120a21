package org.mturkproxy.translator.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A legacy request taken apart, whatever format it came in.
 *
 * @param pairs the parameters as they stood in the request, for SignatureVersion 1
 * @param root the same as a tree
 */
public record WireRequest(List<Pair> pairs, ParameterNode root) {

  public WireRequest {
    pairs = List.copyOf(pairs);
  }

  /** A common parameter such as {@code Operation}; one that is empty counts as absent. */
  public Optional<String> common(String name) {
    return root.text(name).filter(text -> !text.isEmpty());
  }

  /**
   * The parameters of each request: one, or those of a REST batch, {@code
   * <Operation>.<n>.<Parameter>} ({@code legacy-api.md} 2.6; the Perl SDK). In a batch, parameters
   * without that prefix hold for every request that lacks them.
   */
  public List<ParameterNode> requests(String operation) {
    Collection<ParameterNode> numbered = root.children(operation);
    if (numbered.stream().noneMatch(ParameterNode::isStructure)) {
      return List.of(root);
    }
    ParameterNode common = root.without(operation);
    List<ParameterNode> requests = new ArrayList<>(numbered.size());
    for (ParameterNode request : numbered) {
      requests.add(request.over(common));
    }
    return requests;
  }
}
