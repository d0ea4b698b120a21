package org.mturkproxy.marketplace.http;

/** Decides how a call is answered. Called by event loops: it must not block. */
@FunctionalInterface
public interface Dispatch {

  /** The turn of this call. */
  Turn turn(HttpCall call);
}
