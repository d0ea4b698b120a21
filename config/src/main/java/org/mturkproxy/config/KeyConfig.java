package org.mturkproxy.config;

import java.util.Optional;

/**
 * One legacy access key and what its calls are signed with upstream.
 *
 * @param id the legacy access key id
 * @param secret the legacy secret access key
 * @param upstream the credentials used upstream
 * @param rules what it may do
 * @param modern another pair that the same caller may sign modern calls with; the legacy pair may
 *     always
 */
public record KeyConfig(
    String id,
    Secret secret,
    UpstreamCredentials upstream,
    KeyRules rules,
    Optional<ModernPair> modern) {

  /** A key with what holds where nothing is written, whose modern calls are signed by it too. */
  public KeyConfig(String id, Secret secret, UpstreamCredentials upstream) {
    this(id, secret, upstream, KeyRules.DEFAULT, Optional.empty());
  }

  /** What a modern client signs with. */
  public record ModernPair(String accessKeyId, Secret secret) {}
}
