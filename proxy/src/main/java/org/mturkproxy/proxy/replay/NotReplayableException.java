package org.mturkproxy.proxy.replay;

/** A call cannot be made again; the message says why, and goes into the result. */
final class NotReplayableException extends Exception {

  private static final long serialVersionUID = 1;

  NotReplayableException(String reason) {
    super(reason);
  }
}
