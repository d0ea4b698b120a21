package org.mturkproxy.translator.operations;

/** Which statistics are computed ({@code mapping.md} 3.11); the modern API has none. */
public enum StatisticPolicy {
  /** None: all are answered as the withdrawn ones were since 2016-11-01. */
  REFUSE,
  /** Those that the modern lists tell exactly. */
  EXACT,
  /** Also those that can only be more, for HITs that are gone are not listed. */
  LOWER_BOUNDS
}
