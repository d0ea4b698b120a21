package org.mturkproxy.config;

import java.net.URI;
import java.util.Optional;

/**
 * How the marketplace delivers notifications to queues and topics.
 *
 * @param region the region that their calls are signed for
 * @param sqsEndpoint where SQS is, if not at Amazon
 * @param snsEndpoint where SNS is, if not at Amazon
 * @param credentials what their calls are signed with; absent: the AWS SDK's default chain
 */
public record NotificationConfig(
    String region,
    Optional<URI> sqsEndpoint,
    Optional<URI> snsEndpoint,
    Optional<UpstreamCredentials.Given> credentials) {}
