package org.mturkproxy.config;

/**
 * One legacy access key and what its calls are signed with upstream.
 *
 * @param id the legacy access key id
 * @param secret the legacy secret access key
 * @param upstream the credentials used upstream
 * @param rules what it may do
 */
public record KeyConfig(String id, Secret secret, UpstreamCredentials upstream, KeyRules rules) {

  /** A key with what holds where nothing is written. */
  public KeyConfig(String id, Secret secret, UpstreamCredentials upstream) {
    this(id, secret, upstream, KeyRules.DEFAULT);
  }
}
