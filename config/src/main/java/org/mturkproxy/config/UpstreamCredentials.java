package org.mturkproxy.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What modern calls of a key are signed with. */
public sealed interface UpstreamCredentials {

  /** The legacy pair itself: it is an AWS key pair like any other. */
  record SameKey() implements UpstreamCredentials {}

  /** Another pair. */
  record Given(String accessKeyId, Secret secret, Optional<Secret> sessionToken)
      implements UpstreamCredentials {}

  /** A profile of the AWS configuration files. */
  record Profile(String name) implements UpstreamCredentials {}

  /** The AWS SDK's default chain. */
  record DefaultChain() implements UpstreamCredentials {}

  /**
   * Sessions of a role.
   *
   * @param arn of the role
   * @param sessionName what AWS calls the sessions in its logs
   * @param externalId what the role's owner asks for, besides who may assume it
   * @param duration how long a session is to last
   * @param region of STS
   * @param stsEndpoint where STS is; absent: at Amazon
   * @param source what the role is assumed with; no role itself
   */
  record AssumedRole(
      String arn,
      String sessionName,
      Optional<String> externalId,
      Duration duration,
      String region,
      Optional<URI> stsEndpoint,
      UpstreamCredentials source)
      implements UpstreamCredentials {}
}
