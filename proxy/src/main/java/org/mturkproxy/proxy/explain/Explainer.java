package org.mturkproxy.proxy.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.value.Structure;

/**
 * Tells what a legacy call is in the modern API. The translator itself says so: it is run without a
 * signature against answers that are made up. Nothing is sent, and no key is needed.
 */
public final class Explainer {

  /** A plan calls nobody who could be busy: the procedure waits for what no sample can tell it. */
  private static final int UNAVAILABLE = 503;

  private static final Pattern MESSAGE =
      Pattern.compile("<Message>(.*?)</Message>", Pattern.DOTALL);

  private final Catalogue catalogue = LegacyOperations.catalogue();

  /**
   * Explains a legacy call; any request is accepted, one that means nothing is explained by its
   * refusal.
   */
  public Explanation explain(ReceivedRequest request) {
    Probe probe = Probe.of(request);
    PlanRun usual = probe.usual();
    Understood understood = usual.exchange().understood();
    Optional<Operation> operation = understood.operation().flatMap(catalogue::find);
    Optional<Explanation.Refusal> refusal = refusal(usual);
    boolean isPlanned = !refusal.equals(Optional.of(Explanation.Refusal.NOT_PLANNED));
    List<String> hits = isPlanned ? List.of() : hitsToDisable(understood);
    Optional<String> onlyHit = hits.size() == 1 ? Optional.of(hits.get(0)) : Optional.empty();
    List<ExplainedCall> calls =
        isPlanned
            ? probe.calls()
            : hits.stream().limit(1).flatMap(hit -> DisableHitPlan.of(hit).stream()).toList();
    List<ExplainedParameter> parameters = new ArrayList<>();
    if (operation.isPresent()) {
      for (Structure given : understood.requests()) {
        parameters.addAll(ParameterReading.of(operation.get(), given, calls));
      }
    }
    return new Explanation(
        operation.map(Operation::name),
        calls,
        onlyHit,
        operation.map(known -> further(known, calls)).orElse(List.of()),
        parameters,
        operation.flatMap(known -> known.notes().differs()),
        usual.exchange().warnings(),
        onlyHit.isPresent() ? Optional.empty() : refusal);
  }

  private static List<String> hitsToDisable(Understood understood) {
    return understood.operation().equals(Optional.of("DisableHIT"))
        ? understood.requests().stream().flatMap(request -> request.text("HITId").stream()).toList()
        : List.of();
  }

  private static List<String> further(Operation operation, List<ExplainedCall> calls) {
    List<String> made = calls.stream().map(call -> call.call().operation()).toList();
    return operation.plan().modernOperations().stream()
        .filter(name -> !made.contains(name))
        .distinct()
        .toList();
  }

  private static Optional<Explanation.Refusal> refusal(PlanRun run) {
    if (run.exchange().answer().status() == UNAVAILABLE) {
      return Optional.of(Explanation.Refusal.NOT_PLANNED);
    }
    Matcher message = MESSAGE.matcher(run.exchange().answer().xml());
    String text = message.find() ? message.group(1) : "";
    return run.exchange().answer().errorCode().map(code -> new Explanation.Refusal(code, text));
  }
}
