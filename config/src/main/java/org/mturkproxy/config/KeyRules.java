package org.mturkproxy.config;

/**
 * What a legacy key may do.
 *
 * @param limits how much of the upstream it may use
 */
public record KeyRules(CallLimits limits) {

  /** What holds where nothing is written. */
  public static final KeyRules DEFAULT = new KeyRules(CallLimits.DEFAULT);
}
