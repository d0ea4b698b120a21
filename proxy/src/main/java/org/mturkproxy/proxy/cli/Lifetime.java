package org.mturkproxy.proxy.cli;

/** How long {@code serve} serves. */
@FunctionalInterface
interface Lifetime {

  /**
   * Waits for the end, and closes what runs.
   *
   * @return the exit code
   */
  int await(Running running) throws InterruptedException;
}
