package org.mturkproxy.translator.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * A legacy request taken apart, whatever format it came in. As long as nobody knows who sent it, it
 * is a flat list of pairs: the tree costs more, and is made for those who may call.
 *
 * @param pairs the parameters as they stood in the request
 */
public record WireRequest(List<Pair> pairs) {

  /** At least 100 must work; more would not be answered in time. */
  private static final int MOST_REQUESTS = 500;

  public WireRequest {
    pairs = List.copyOf(pairs);
  }

  /** A common parameter such as {@code Operation}; one that is empty counts as absent. */
  public Optional<String> common(String name) {
    for (Pair pair : pairs) {
      if (pair.name().equalsIgnoreCase(name) && !pair.value().isEmpty()) {
        return Optional.of(pair.value());
      }
    }
    return Optional.empty();
  }

  /**
   * The parameters of each request: one, or those of a REST batch, {@code
   * <Operation>.<n>.<Parameter>} ({@code legacy-api.md} 2.6; the Perl SDK). In a batch, parameters
   * without that prefix hold for every request that lacks them.
   *
   * @throws RefusedException for a request too large to be one
   */
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
    if (requests.size() > MOST_REQUESTS) {
      throw new RefusedException(LegacyErrors.tooMany(operation, MOST_REQUESTS));
    }
    return requests.isEmpty() ? List.of(root) : requests;
  }
}
