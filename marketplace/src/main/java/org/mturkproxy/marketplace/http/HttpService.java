package org.mturkproxy.marketplace.http;

/** Answers whole requests. Called by worker threads, many at a time; it may block. */
@FunctionalInterface
public interface HttpService {

  /** The answer; must not throw. */
  HttpAnswer answer(HttpCall call);
}
