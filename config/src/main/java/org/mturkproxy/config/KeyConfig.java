package org.mturkproxy.config;

import java.util.Optional;

/**
 * One legacy access key and what its calls are signed with upstream.
 *
 * @param id the legacy access key id
 * @param secret the legacy secret access key
 * @param upstream the credentials used upstream
 * @param modern another pair that the same caller may sign modern calls with; the legacy pair may
 *     always
 */
public record KeyConfig(
    String id, Secret secret, UpstreamCredentials upstream, Optional<ModernPair> modern) {

  /** A key whose modern calls are signed with the same pair. */
  public KeyConfig(String id, Secret secret, UpstreamCredentials upstream) {
    this(id, secret, upstream, Optional.empty());
  }

  /** What a modern client signs with. */
  public record ModernPair(String accessKeyId, Secret secret) {}
}
