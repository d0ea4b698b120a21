package org.mturkproxy.marketplace.notifications;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which events a Requester is told of, and where. */
public final class NotificationFeature {

  private static final Set<String> VERSIONS = Set.of("2006-05-05", "2014-08-15");

  /** What a test event is about; there are no such HITs. */
  private static final String TEST_ID = "3TESTTESTTESTTESTTESTTESTTESTT";

  private static final Logger LOG = LoggerFactory.getLogger(NotificationFeature.class);

  private final Destinations destinations;

  private NotificationFeature(Destinations destinations) {
    this.destinations = destinations;
  }

  /** Adds the operations. */
  public static void register(Registry registry, Destinations destinations) {
    NotificationFeature feature = new NotificationFeature(destinations);
    registry
        .writes(WorkerOperations.UPDATE_NOTIFICATION_SETTINGS, feature::update)
        .writes(WorkerOperations.SEND_TEST_EVENT_NOTIFICATION, feature::sendTest);
  }

  /** A new specification is active unless it is said otherwise; a changed one stays as it was. */
  private Output update(Call call) {
    String type = call.input().text("HITTypeId");
    HitTypes.own(call.transaction(), call.account(), type);
    Optional<Input> given = call.input().structure("Notification");
    Optional<Boolean> active = call.input().optionalFlag("Active");
    given.ifPresent(specification -> check(call, specification));
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
            "INSERT INTO notification_setting (hit_type_id, account_id, specification, active,"
                + " allowed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (hit_type_id) DO UPDATE SET"
                + " specification = excluded.specification, active = excluded.active,"
                + " allowed = excluded.allowed",
            type,
            call.account(),
            specification,
            active.or(() -> old.map(Setting::active)).orElse(true),
            destinations.allows(call.account(), Input.stored(specification)));
    return Output.nothing();
  }

  /** Sent at once, whatever EventTypes says. */
  private Output sendTest(Call call) {
    Input specification = call.input().structure("Notification").orElseThrow();
    check(call, specification);
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

  private void check(Call call, Input specification) {
    String version = specification.text("Version");
    if (!VERSIONS.contains(version)) {
      throw ApiException.notValid(version, "Version");
    }
    if (specification.texts("EventTypes").isEmpty()) {
      throw ApiException.parameter("The parameter EventTypes must not be empty.");
    }
    destinations.check(call.account(), specification);
    if (specification.text("Transport").equals("Email")) {
      LOG.info("notifications by e-mail are kept, but not delivered: there is no mail server");
    }
  }
}
