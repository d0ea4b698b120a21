package org.mturkproxy.marketplace.notifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_TRANSPORT_ENDPOINT;

import java.util.Optional;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.store.Transaction;

/** Where notifications may go: what has the form of its transport, and the configuration allows. */
public final class Destinations {

  /** Why a message stays that the rules do not let out any more. */
  private static final String NOT_ALLOWED = "DestinationNotAllowed";

  private final Optional<NotificationConfig> config;

  /**
   * The configured rules.
   *
   * @param config absent: nothing is delivered, so everything may be named
   */
  public Destinations(Optional<NotificationConfig> config) {
    this.config = config;
  }

  /**
   * Refuses a specification that names another place.
   *
   * @throws ApiException {@code InvalidTransportEndpoint}
   */
  void check(String account, Input specification) {
    String transport = specification.text("Transport");
    String destination = specification.text("Destination");
    boolean possible =
        switch (transport) {
          case "SQS" -> destination.matches("https?://[^/\\s]+/\\S+");
          case "SNS" -> destination.matches("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:\\S+");
          default -> destination.matches("[^@\\s]+@[^@\\s]+");
        };
    if (!possible) {
      throw refused(destination, "cannot be used with the transport " + transport + ".");
    }
    if (!allows(account, transport, destination)) {
      throw refused(destination, "is not one that this service may send notifications to.");
    }
  }

  boolean allows(String account, Input specification) {
    return allows(account, specification.text("Transport"), specification.text("Destination"));
  }

  /** Mail goes nowhere. */
  private boolean allows(String account, String transport, String destination) {
    return transport.equals("Email")
        || config.map(rules -> rules.allows(account, transport, destination)).orElse(true);
  }

  /** Puts rules into force that are newer than what was stored under the old ones. */
  public void enforce(Transaction transaction) {
    record Setting(String type, String account, Input specification) {}
    transaction
        .list(
            "SELECT * FROM notification_setting",
            row ->
                new Setting(
                    row.text("hit_type_id"),
                    row.text("account_id"),
                    Input.stored(row.text("specification"))))
        .forEach(
            setting ->
                transaction.update(
                    "UPDATE notification_setting SET allowed = ? WHERE hit_type_id = ?",
                    allows(setting.account(), setting.specification()),
                    setting.type()));
    record Message(long seq, String account, String transport, String destination) {}
    transaction
        .list(
            "SELECT * FROM delivery WHERE due_at IS NOT NULL",
            row ->
                new Message(
                    row.whole("seq"),
                    row.text("account_id"),
                    row.text("transport"),
                    row.text("destination")))
        .stream()
        .filter(each -> !allows(each.account(), each.transport(), each.destination()))
        .forEach(
            each ->
                transaction.update(
                    "UPDATE delivery SET due_at = NULL, failure = ? WHERE seq = ?",
                    NOT_ALLOWED,
                    each.seq()));
  }

  private static ApiException refused(String destination, String reason) {
    return ApiException.refused(
        INVALID_TRANSPORT_ENDPOINT, "The destination \"" + destination + "\" " + reason);
  }
}
