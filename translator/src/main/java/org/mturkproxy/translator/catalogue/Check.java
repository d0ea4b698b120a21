package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * Finds out whether a call whose outcome is unknown took effect ({@code mapping.md} 3.3 rule 4): a
 * look at the state, before anything is paid, mailed or deleted twice.
 *
 * @param operation the modern operation that reads the state
 * @param input the members that it takes from the input of the call in question
 * @param took whether a state is the one that the call, given its input, was to bring about
 * @param gone error codes that mean that there is nothing left to act on, which is what was wanted
 */
public record Check(
    String operation, List<String> input, BiPredicate<Structure, JsonNode> took, Set<String> gone) {

  public Check {
    requireNonNull(operation, "operation");
    requireNonNull(took, "took");
    input = List.copyOf(input);
    gone = Set.copyOf(gone);
  }

  /** The input of the look, out of that of the call. */
  public Structure inputFrom(Structure call) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (String name : input) {
      call.member(name).ifPresent(value -> members.put(name, value));
    }
    return new Structure(members);
  }

  /** Whether what the look found means that the call took effect. */
  public boolean tells(Structure call, ModernAnswer found) {
    if (found instanceof ModernAnswer.Success success) {
      return took.test(call, success.output());
    }
    return found instanceof ModernAnswer.Refused refused
        && refused.turkErrorCode().filter(gone::contains).isPresent();
  }
}
