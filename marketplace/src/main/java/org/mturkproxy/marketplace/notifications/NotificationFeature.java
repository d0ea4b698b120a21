package org.mturkproxy.marketplace.notifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_TRANSPORT_ENDPOINT;

import java.util.Optional;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.events.Event;
import org.mturkproxy.marketplace.events.Messages;
import org.mturkproxy.marketplace.hits.HitTypes;
import org.mturkproxy.marketplace.model.WorkerOperations;

/** Which events a Requester is told of, and where. */
public final class NotificationFeature {

  private static final Set<String> VERSIONS = Set.of("2006-05-05", "2014-08-15");

  /** What a test event is about; there are no such HITs. */
  private static final String TEST_ID = "3TESTTESTTESTTESTTESTTESTTESTT";

  private NotificationFeature() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .writes(WorkerOperations.UPDATE_NOTIFICATION_SETTINGS, NotificationFeature::update)
        .writes(WorkerOperations.SEND_TEST_EVENT_NOTIFICATION, NotificationFeature::sendTest);
  }

  /** A new specification is active unless it is said otherwise; a changed one stays as it was. */
  private static Output update(Call call) {
    String type = call.input().text("HITTypeId");
    HitTypes.own(call.transaction(), call.account(), type);
    Optional<Input> given = call.input().structure("Notification");
    Optional<Boolean> active = call.input().optionalFlag("Active");
    given.ifPresent(NotificationFeature::check);
    if (given.isEmpty() && active.isEmpty()) {
      throw ApiException.parameter(
          "At least one of the parameters Notification and Active must be given.");
    }
    record Setting(String specification, boolean active) {}
    Optional<Setting> old =
        call.transaction()
            .first(
                "SELECT specification, active FROM notification_setting WHERE hit_type_id = ?",
                row -> new Setting(row.text("specification"), row.flag("active")),
                type);
    String specification =
        given
            .map(Input::json)
            .or(() -> old.map(Setting::specification))
            .orElseThrow(
                () ->
                    ApiException.parameter(
                        "The parameter Active needs a Notification that was given before."));
    call.transaction()
        .update(
            "INSERT INTO notification_setting (hit_type_id, account_id, specification, active)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (hit_type_id) DO UPDATE SET"
                + " specification = excluded.specification, active = excluded.active",
            type,
            call.account(),
            specification,
            active.or(() -> old.map(Setting::active)).orElse(true));
    return Output.nothing();
  }

  /** Sent at once, whatever EventTypes says. */
  private static Output sendTest(Call call) {
    Input specification = call.input().structure("Notification").orElseThrow();
    check(specification);
    String type = call.input().text("TestEventType");
    Messages.put(
        call.transaction(),
        specification,
        new Event(
            call.account(),
            type,
            call.now(),
            TEST_ID,
            TEST_ID,
            type.startsWith("Assignment") ? Optional.of(TEST_ID) : Optional.empty()));
    return Output.nothing();
  }

  private static void check(Input specification) {
    String version = specification.text("Version");
    if (!VERSIONS.contains(version)) {
      throw ApiException.notValid(version, "Version");
    }
    if (specification.texts("EventTypes").isEmpty()) {
      throw ApiException.parameter("The parameter EventTypes must not be empty.");
    }
    String destination = specification.text("Destination");
    boolean possible =
        switch (specification.text("Transport")) {
          case "SQS" -> destination.matches("https?://[^/\\s]+/\\S+");
          case "SNS" -> destination.matches("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:\\S+");
          default -> destination.matches("[^@\\s]+@[^@\\s]+");
        };
    if (!possible) {
      throw ApiException.refused(
          INVALID_TRANSPORT_ENDPOINT,
          "The destination \""
              + destination
              + "\" cannot be used with the transport "
              + specification.text("Transport")
              + ".");
    }
  }
}
