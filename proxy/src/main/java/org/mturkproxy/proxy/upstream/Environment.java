package org.mturkproxy.proxy.upstream;

import org.mturkproxy.config.UpstreamTarget;

/** What kind of upstream is called: the word that start and each log line show. */
public enum Environment {
  EMBEDDED("embedded"),
  ADDRESS("address"),
  SANDBOX("sandbox"),
  PRODUCTION("production");

  private final String word;

  Environment(String word) {
    this.word = word;
  }

  public static Environment of(UpstreamTarget target) {
    if (target instanceof UpstreamTarget.Production) {
      return PRODUCTION;
    } else if (target instanceof UpstreamTarget.Sandbox) {
      return SANDBOX;
    } else if (target instanceof UpstreamTarget.Address) {
      return ADDRESS;
    }
    return EMBEDDED;
  }

  /** Whether real money is behind it. */
  public boolean production() {
    return this == PRODUCTION;
  }

  public String word() {
    return word;
  }
}
