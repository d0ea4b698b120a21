package org.mturkproxy.translator.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A REST request. As long as nobody knows who sent it, it is a flat list of pairs: the tree costs
 * more, and is made for those who may call.
 *
 * @param pairs the parameters as they stood in the request
 */
public record QueryRequest(List<Pair> pairs) implements WireRequest {

  public QueryRequest {
    pairs = List.copyOf(pairs);
  }

  @Override
  public Optional<String> common(String name) {
    for (Pair pair : pairs) {
      if (pair.name().equalsIgnoreCase(name) && !pair.value().isEmpty()) {
        return Optional.of(pair.value());
      }
    }
    return Optional.empty();
  }

  /**
   * One request, or those of a REST batch, {@code <Operation>.<n>.<Parameter>} ({@code
   * legacy-api.md} 2.6; the Perl SDK). In a batch, parameters without that prefix hold for every
   * request that lacks them.
   */
  @Override
  public List<ParameterNode> requests(String operation) {
    ParameterNode root = ParameterTree.of(pairs);
    Collection<ParameterNode> numbered = root.children(operation);
    List<ParameterNode> requests = new ArrayList<>(numbered.size());
    ParameterNode common = numbered.isEmpty() ? root : root.without(operation);
    for (ParameterNode request : numbered) {
      // A lone scalar under the operation's name is a stray parameter, not one more request.
      if (request.isStructure()) {
        requests.add(request.over(common));
      }
    }
    WireRequest.refuseTooMany(operation, requests.size());
    return requests.isEmpty() ? List.of(root) : requests;
  }
}
