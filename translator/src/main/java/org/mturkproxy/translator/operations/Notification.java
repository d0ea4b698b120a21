package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.listOf;
import static org.mturkproxy.translator.parameter.Types.oneOf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.parameter.ScalarType;
import org.mturkproxy.translator.parameter.StructureType;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** The notification specification ({@code legacy-api.md} 5.12, {@code mapping.md} 3.9, 4.7). */
final class Notification {

  private static final String MEMBER = "Notification";
  private static final String EVENTS = "EventTypes";
  private static final String VERSION = "Version";
  private static final String OLD_VERSION = "2006-05-05";
  private static final String NEW_VERSION = "2014-08-15";

  /** Event of the schemas up to 2011 that the modern API does not have. */
  private static final Text WITHDRAWN_EVENT = new Text("AssignmentAutoApproved");

  static final ScalarType EVENT_TYPE = oneOf(Vocabularies.EVENT_TYPE);

  /** boto puts {@code Active} in here, where it does not belong. */
  static final StructureType TYPE =
      StructureType.of(
              "NotificationSpecification",
              required("Destination", TEXT),
              required("Transport", oneOf(Vocabularies.TRANSPORT)),
              required(VERSION, TEXT),
              optional("EventType", listOf(EVENT_TYPE, 100)).as(EVENTS),
              optional("Active", FLAG).kept().outsideTheSchema())
          .where(Notification::check)
          .sentAs(Notification::asTheModernApiHasIt);

  private Notification() {}

  private static void check(Structure notification, String path) {
    String transport = notification.text("Transport").orElseThrow();
    if (transport.equals("SOAP") || transport.equals("REST")) {
      throw new RefusedException(LegacyErrors.invalidTransport(transport));
    }
    if (notification.members().get("EventType") instanceof Items events
        && events.values().equals(List.of(WITHDRAWN_EVENT))) {
      throw new RefusedException(
          LegacyErrors.invalidEnumeration(path + ".EventType", WITHDRAWN_EVENT.text()));
    }
  }

  private static Value asTheModernApiHasIt(Value modern) {
    Structure notification = (Structure) modern;
    String version = notification.text(VERSION).orElseThrow();
    if (!Set.of(OLD_VERSION, NEW_VERSION).contains(version)) {
      notification = notification.with(VERSION, new Text(OLD_VERSION));
    }
    if (notification.members().get(EVENTS) instanceof Items events) {
      List<Value> known =
          events.values().stream().filter(event -> !event.equals(WITHDRAWN_EVENT)).toList();
      notification = notification.with(EVENTS, new Items(known));
    }
    return notification;
  }

  /** SetHITTypeNotification: a specification, a switch, or both. */
  static CompletionStage<Outcome> set(Arguments request, Calls calls) {
    Structure input = request.modern();
    Optional<Value> specification = request.given().member(MEMBER);
    Optional<Value> misplaced = specification.flatMap(s -> ((Structure) s).member("Active"));
    if (misplaced.isPresent() && !input.has("Active")) {
      input = input.with("Active", misplaced.get());
    }
    if (specification.isEmpty() && !input.has("Active")) {
      return refused(LegacyErrors.missing(List.of("Notification or Active")));
    }
    if (specification.isPresent() && !((Structure) specification.get()).has("EventType")) {
      return refused(LegacyErrors.missing(List.of("Notification.EventType")));
    }
    return send("UpdateNotificationSettings", input, Repeat.FREE, calls);
  }

  /** SendTestEventNotification: an absent list of events is the one that is tested. */
  static CompletionStage<Outcome> sendTest(Arguments request, Calls calls) {
    Structure input = request.modern();
    Value event = input.members().get("TestEventType");
    if (event.equals(WITHDRAWN_EVENT)) {
      return refused(LegacyErrors.invalidEnumeration("TestEventType", WITHDRAWN_EVENT.text()));
    }
    Structure notification = (Structure) input.members().get(MEMBER);
    if (!notification.has(EVENTS)) {
      notification = notification.with(EVENTS, new Items(List.of(event)));
    }
    return send("SendTestEventNotification", input.with(MEMBER, notification), Repeat.NEVER, calls);
  }

  private static CompletionStage<Outcome> refused(LegacyError error) {
    return CompletableFuture.completedFuture(new Outcome.Failed(error));
  }

  /** A service that refuses the old version of the specification gets the new one, once. */
  private static CompletionStage<Outcome> send(
      String operation, Structure input, Repeat repeat, Calls calls) {
    ModernCall call = new ModernCall(operation, input, repeat);
    return calls
        .send(call)
        .thenCompose(
            reply -> {
              if (refusesVersion(reply)
                  && input.members().get(MEMBER) instanceof Structure specification
                  && !specification.text(VERSION).equals(Optional.of(NEW_VERSION))) {
                Structure newer =
                    input.with(MEMBER, specification.with(VERSION, new Text(NEW_VERSION)));
                return send(operation, newer, repeat, calls);
              }
              return CompletableFuture.completedFuture(
                  reply.answer() instanceof Success success
                      ? new Outcome.Done(success.output())
                      : calls.failed(call, reply));
            });
  }

  private static boolean refusesVersion(ModernReply reply) {
    if (reply.answer() instanceof Refused refused) {
      return refused.message().contains(VERSION);
    }
    return reply.answer() instanceof NotExecuted notExecuted
        && notExecuted.type().equals("ValidationException")
        && notExecuted.message().contains("version");
  }
}
