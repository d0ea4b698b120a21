package org.mturkproxy.proxy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened so far, to be closed in the reverse order. */
final class OpenParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Takes care of a part from now on. */
  <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  /** Closes all, whatever becomes of one. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("could not close {}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
