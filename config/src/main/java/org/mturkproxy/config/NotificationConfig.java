package org.mturkproxy.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the marketplace delivers notifications to queues and topics.
 *
 * @param region the region that their calls are signed for
 * @param sqsEndpoint where SQS is, if not at Amazon
 * @param snsEndpoint where SNS is, if not at Amazon
 * @param credentials what their calls are signed with; absent: the AWS SDK's default chain
 * @param destinations where they may be sent; absent: anywhere at an endpoint that is written here,
 *     nowhere at Amazon, where the credentials may reach more than a Requester should
 */
public record NotificationConfig(
    String region,
    Optional<URI> sqsEndpoint,
    Optional<URI> snsEndpoint,
    Optional<UpstreamCredentials.Given> credentials,
    Optional<List<DestinationRule>> destinations) {

  public NotificationConfig {
    destinations = destinations.map(List::copyOf);
  }

  /** Without rules for destinations. */
  public NotificationConfig(
      String region,
      Optional<URI> sqsEndpoint,
      Optional<URI> snsEndpoint,
      Optional<UpstreamCredentials.Given> credentials) {
    this(region, sqsEndpoint, snsEndpoint, credentials, Optional.empty());
  }

  /**
   * Whether an account's notifications may be sent to a queue or topic.
   *
   * @param transport {@code SQS} or {@code SNS}
   */
  public boolean allows(String account, String transport, String destination) {
    if (destinations.isEmpty()) {
      return (transport.equals("SQS") ? sqsEndpoint : snsEndpoint).isPresent();
    }
    return destinations.get().stream().anyMatch(rule -> rule.allows(account, destination));
  }
}
