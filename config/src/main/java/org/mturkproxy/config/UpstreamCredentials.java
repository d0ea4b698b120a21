package org.mturkproxy.config;

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
}
