package org.mturkproxy.marketplace.http;

/** Answers whole requests. Called by threads that may wait, many at a time: it may block. */
@FunctionalInterface
public interface HttpService {

  /** The answer. If it throws, the call gets the front's answer to a failure. */
  HttpAnswer answer(HttpCall call);
}
