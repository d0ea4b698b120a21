package org.mturkproxy.translator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.answer.AnswerWriter;
import org.mturkproxy.translator.answer.Answered;
import org.mturkproxy.translator.answer.Batch;
import org.mturkproxy.translator.answer.Envelope;
import org.mturkproxy.translator.authentication.Authenticator;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.Level;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Repetitions;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.execution.BatchRun;
import org.mturkproxy.translator.execution.Execution;
import org.mturkproxy.translator.execution.NamedObjects;
import org.mturkproxy.translator.parameter.ParameterReader;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.wire.ParameterNode;
import org.mturkproxy.translator.wire.SoapRequest;
import org.mturkproxy.translator.wire.WireRequest;

/** One legacy call on its way from bytes to its {@link Exchange}. */
final class LegacyCall {

  private static final String SERVICE = "AWSMechanicalTurkRequester";

  /**
   * From this version on, and without one, {@code Validate} has no effect (legacy-api.md 10.16).
   */
  private static final String VALIDATE_IGNORED_SINCE = "2014-08-15";

  private final ReceivedRequest received;
  private final LegacyTranslator translator;

  private final CallRecord record;
  private Optional<Operation> known = Optional.empty();
  private boolean sandbox;
  private Envelope envelope;
  private boolean isRepetition;
  private boolean dryRun;
  private Optional<Execution> execution = Optional.empty();

  LegacyCall(ReceivedRequest received, LegacyTranslator translator) {
    this.received = received;
    this.translator = translator;
    this.record = new CallRecord(received);
    this.envelope = Envelope.of(received.transport());
  }

  CompletionStage<Exchange> answer() {
    try {
      return carryOut().exceptionally(this::broken);
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(refused(e.error()));
    } catch (RuntimeException | StackOverflowError e) {
      return CompletableFuture.completedFuture(broken(e));
    }
  }

  private CompletionStage<Exchange> carryOut() {
    WireRequest request = WireRequest.read(received);
    envelope = Envelope.of(request);
    Operation operation = identify(request);
    known = Optional.of(operation);
    boolean isForAnyone = operation.plan() instanceof Plan.WithoutCall plan && plan.forAnyone();
    if (!isForAnyone || !Authenticator.isAnonymous(request)) {
      Requester requester =
          translator
              .admission()
              .authenticate(request, operation.name(), !Batch.isFree(operation.plan()), received);
      sandbox = requester.sandbox();
      dryRun = new Clearance(received, record).isDryRun(requester, operation);
      execution = Optional.of(translator.execution(requester, received.receivedAt(), dryRun));
    }

    boolean checkOnly = asksToValidate(request);
    List<Answered> requests = read(operation, request);
    return !checkOnly && !dryRun && wouldHappenTwice(operation, requests)
        ? carryOutOnce(request, operation, requests)
        : carryOut(operation, requests, checkOnly);
  }

  /** Whether a client that repeats the call, not knowing its answer, has it carried out twice. */
  private boolean wouldHappenTwice(Operation operation, List<Answered> requests) {
    return !Batch.isFree(operation.plan())
        && requests.stream()
            .flatMap(one -> one.request().stream())
            .anyMatch(arguments -> !arguments.given().has("UniqueRequestToken"));
  }

  /** {@code mapping.md} 3.3 rule 8. */
  private CompletionStage<Exchange> carryOutOnce(
      WireRequest request, Operation operation, List<Answered> requests) {
    Repetitions repetitions = translator.repetitions();
    String id = received.requestId();
    return repetitions
        .earlier(id, Fingerprint.of(request))
        .thenCompose(
            kept ->
                kept.isPresent()
                    ? CompletableFuture.completedStage(answerOf(kept.get()))
                    : carryOut(operation, requests, false))
        .exceptionally(
            fault ->
                fault.getCause() instanceof RefusedException e ? refused(e.error()) : broken(fault))
        .thenApply(
            exchange -> {
              boolean acted = isRepetition || mayHaveActed();
              repetitions.answered(id, exchange.answer(), acted);
              return exchange;
            });
  }

  private Exchange answerOf(Repetitions.Kept kept) {
    isRepetition = true;
    record.warn(
        "This is the answer of call "
            + kept.requestId()
            + ", which is equal and whose client had gone: nothing was done again.");
    return exchange(kept.answer());
  }

  private CompletionStage<Exchange> carryOut(
      Operation operation, List<Answered> requests, boolean checkOnly) {
    List<Set<String>> objects =
        requests.stream().map(one -> one.request().map(NamedObjects::of).orElse(Set.of())).toList();
    return BatchRun.run(objects, number -> carryOut(requests, number, checkOnly))
        .thenApply(
            outcomes -> {
              List<Answered> answered = new ArrayList<>(1);
              for (int i = 0; i < outcomes.size(); i++) {
                answered.add(new Answered(requests.get(i).request(), outcomes.get(i)));
              }
              return exchange(writer().answer(operation, Batch.settle(operation, answered)));
            });
  }

  /** In a batch, a fault of ours is the outcome of the one request that it befell. */
  private CompletionStage<Outcome> carryOut(
      List<Answered> requests, int number, boolean checkOnly) {
    Answered one = requests.get(number);
    if (requests.size() == 1) {
      return carryOut(one, checkOnly);
    }
    try {
      return carryOut(one, checkOnly).exceptionally(fault -> befallen(one, fault));
    } catch (RuntimeException | StackOverflowError fault) {
      return CompletableFuture.completedFuture(befallen(one, fault));
    }
  }

  private Outcome befallen(Answered one, Throwable fault) {
    tellOf(fault);
    Operation operation = one.request().orElseThrow().operation();
    return new Outcome.Failed(
        Batch.isFree(operation.plan())
            ? LegacyErrors.internalError()
            : LegacyErrors.outcomeUnknown(operation.name(), ""));
  }

  private void tellOf(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    translator.tellOf(received.requestId(), cause);
    record.warn("Fault of the proxy: " + cause.getClass().getName());
  }

  private Operation identify(WireRequest request) {
    Optional<String> name = request.common("Operation");
    record.understood(
        new Understood(
            name, request.common("Version"), request.common("AWSAccessKeyId"), List.of()));
    // In SOAP it is no parameter: the URL says it, or nothing does.
    Optional<String> service =
        request instanceof SoapRequest ? Optional.empty() : request.common("Service");
    if (service.isPresent() && !service.get().equals(SERVICE)) {
      throw new RefusedException(LegacyErrors.invalidService(service.get()));
    }
    String operation =
        name.orElseThrow(() -> new RefusedException(LegacyErrors.missingOperation()));
    return translator
        .catalogue()
        .find(operation)
        .orElseThrow(() -> new RefusedException(LegacyErrors.invalidOperation(operation)));
  }

  private static boolean asksToValidate(WireRequest request) {
    return request.common("Validate").isPresent()
        && request
            .common("Version")
            .filter(v -> v.compareTo(VALIDATE_IGNORED_SINCE) < 0)
            .isPresent();
  }

  /**
   * Reads each request of the call; one that breaks the declaration does not hold up the others.
   */
  private List<Answered> read(Operation operation, WireRequest request) {
    List<Answered> read = new ArrayList<>(1);
    List<Structure> given = new ArrayList<>(1);
    List<ParameterNode> requests = request.requests(operation.name());
    record.warn(UnknownParameters.in(operation, requests));
    if (request instanceof SoapRequest soap) {
      record.warn(UnknownParameters.named(soap.ignored()));
    }
    for (ParameterNode one : requests) {
      try {
        Arguments arguments = Arguments.read(operation, one);
        read.add(new Answered(Optional.of(arguments), new Outcome.Checked()));
        given.add(arguments.given());
      } catch (RefusedException e) {
        read.add(new Answered(Optional.empty(), new Outcome.Failed(e.error())));
        given.add(ParameterReader.unread(operation.parameters(), one));
      }
    }
    Understood before = record.understood();
    record.understood(
        new Understood(before.operation(), before.version(), before.accessKeyId(), given));
    return read;
  }

  private CompletionStage<Outcome> carryOut(Answered one, boolean checkOnly) {
    if (one.request().isEmpty() || checkOnly) {
      return CompletableFuture.completedFuture(one.outcome());
    }
    Arguments arguments = one.request().get();
    if (arguments.operation().plan() instanceof Plan.WithoutCall plan) {
      return CompletableFuture.completedFuture(plan.answer().apply(arguments));
    }
    Execution run = execution.orElseThrow();
    return run.isLate()
        ? CompletableFuture.completedFuture(new Outcome.Failed(LegacyErrors.serviceUnavailable()))
        : run.run(arguments);
  }

  private Exchange refused(LegacyError error) {
    if (known.isPresent() && error.level() == Level.REQUEST) {
      Answered refused = new Answered(Optional.empty(), new Outcome.Failed(error));
      return exchange(writer().answer(known.get(), List.of(refused)));
    }
    return exchange(writer().refusal(record.operation(), error));
  }

  /** A fault of ours. What upstream may have done by then decides what the client is told. */
  private Exchange broken(Throwable fault) {
    tellOf(fault);
    return refused(
        mayHaveActed()
            ? LegacyErrors.outcomeUnknown(record.operation(), "")
            : LegacyErrors.internalError());
  }

  private boolean mayHaveActed() {
    return execution.stream().flatMap(run -> run.legs().stream()).anyMatch(ModernLeg::mayHaveActed);
  }

  private AnswerWriter writer() {
    return new AnswerWriter(received.requestId(), now(), sandbox, envelope);
  }

  private Exchange exchange(LegacyAnswer answer) {
    return record.exchange(answer, execution, now());
  }

  private Instant now() {
    return translator.now();
  }
}
