package org.mturkproxy.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads {@code marketplace.notifications}. */
final class NotificationsReader {

  private final SecretReader secrets;

  NotificationsReader(SecretReader secrets) {
    this.secrets = secrets;
  }

  NotificationConfig read(Section section) {
    NotificationConfig notifications =
        new NotificationConfig(
            section.field("region").flatMap(Field::scope).orElse(Defaults.UPSTREAM.region()),
            section.field("sqsEndpoint").flatMap(NotificationsReader::endpoint),
            section.field("snsEndpoint").flatMap(NotificationsReader::endpoint),
            section.field("credentials").flatMap(this::credentials),
            section.field("destinations").map(NotificationsReader::destinations));
    section.refuseOthers();
    return notifications;
  }

  private static List<DestinationRule> destinations(Field field) {
    return field.items("a list of destinations").stream()
        .flatMap(item -> item.section("{account: …, allow: […]}").stream())
        .map(NotificationsReader::destination)
        .toList();
  }

  private static DestinationRule destination(Section section) {
    Optional<String> account = section.field("account").flatMap(Field::text);
    List<String> allow =
        section.required("allow", "a list of queue URLs and topic ARNs").stream()
            .flatMap(field -> field.items("a list of queue URLs and topic ARNs").stream())
            .flatMap(item -> item.text().stream())
            .toList();
    section.refuseOthers();
    return new DestinationRule(account, allow);
  }

  private static Optional<URI> endpoint(Field field) {
    Optional<URI> uri = field.address();
    if (uri.isEmpty()) {
      field.problem("expected a URL such as http://127.0.0.1:4566 (scheme, host and port alone)");
    }
    return uri;
  }

  /** Nothing for {@code default}, or after a problem. */
  private Optional<UpstreamCredentials.Given> credentials(Field field) {
    if (field.node() instanceof YamlNode.Scalar scalar && scalar.text().equals("default")) {
      return Optional.empty();
    }
    Optional<Section> section = field.section("default, or {accessKeyId: ID, secret: …}");
    Optional<UpstreamCredentials.Given> given = section.flatMap(secrets::given);
    section.ifPresent(Section::refuseOthers);
    return given;
  }
}
