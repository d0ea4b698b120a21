package org.mturkproxy.proxy.cli;

/** How long {@code serve} and {@code marketplace} serve. */
@FunctionalInterface
interface Lifetime {

  /**
   * Waits for the end, and closes what runs.
   *
   * @param ready to be run once the end can be told
   * @return the exit code
   */
  int await(Running running, Runnable ready) throws InterruptedException;
}
