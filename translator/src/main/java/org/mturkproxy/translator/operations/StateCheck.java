package org.mturkproxy.translator.operations;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * A check that one read answers.
 *
 * @param operation the modern operation that reads the state
 * @param input the members that it takes from the input of the call in question
 * @param took whether a state is the one that the call, given its input, was to bring about
 * @param gone error codes that mean that there is nothing left to act on, which is what was wanted
 * @param echo refusals of a repeat that only a first attempt that worked can have caused
 */
record StateCheck(
    String operation,
    List<String> input,
    BiPredicate<Structure, JsonNode> took,
    Set<String> gone,
    Predicate<ModernAnswer.Refused> echo)
    implements Check {

  StateCheck {
    requireNonNull(operation, "operation");
    requireNonNull(took, "took");
    requireNonNull(echo, "echo");
    input = List.copyOf(input);
    gone = Set.copyOf(gone);
  }

  /** A check of a state that tells everything. */
  StateCheck(String operation, List<String> input, BiPredicate<Structure, JsonNode> took) {
    this(operation, input, took, Set.of(), refusal -> false);
  }

  /** The input of the look, out of that of the call. */
  Structure inputFrom(Structure call) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (String name : input) {
      call.member(name).ifPresent(value -> members.put(name, value));
    }
    return new Structure(members);
  }

  @Override
  public CompletionStage<Seen> look(Structure call, boolean refused, Calls calls) {
    return calls
        .send(new ModernCall(operation, inputFrom(call), Repeat.FREE))
        .thenApply(found -> seen(call, found.answer()));
  }

  private Seen seen(Structure call, ModernAnswer found) {
    if (found instanceof ModernAnswer.Success success) {
      return Seen.of(took.test(call, success.output()));
    }
    return found instanceof ModernAnswer.Refused refused
        ? Seen.of(refused.turkErrorCode().filter(gone::contains).isPresent())
        : new Seen.Unclear();
  }

  @Override
  public boolean isEcho(ModernAnswer.Refused refusal) {
    return echo.test(refusal);
  }

  @Override
  public List<String> operations() {
    return List.of(operation);
  }
}
