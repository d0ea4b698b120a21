package org.mturkproxy.marketplace.http;

import java.time.Duration;

/**
 * When, where and by what a call is answered.
 *
 * @param after how long it waits first; it holds no thread meanwhile
 */
public record Turn(Lane lane, Duration after, HttpService service) {

  /** The threads that answer. */
  public enum Lane {
    /** The shared ones. */
    WORKERS,
    /** One of its own, for calls that must get through when the shared ones are taken. */
    ASIDE
  }

  /** By a shared thread, as soon as there is a free one. */
  public static Turn soon(HttpService service) {
    return new Turn(Lane.WORKERS, Duration.ZERO, service);
  }

  /** Beside the others. */
  public static Turn aside(HttpService service) {
    return new Turn(Lane.ASIDE, Duration.ZERO, service);
  }
}
