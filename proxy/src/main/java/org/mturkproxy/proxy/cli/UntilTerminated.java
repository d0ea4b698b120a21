package org.mturkproxy.proxy.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ExitCode;

/**
 * Serves until the process is told to end (SIGTERM, or SIGINT from a terminal). That is how a
 * service ends when all is well, so the exit code is then 0; the JVM's own would be 143.
 */
final class UntilTerminated implements Lifetime {

  private final PrintStream err;

  UntilTerminated(PrintStream err) {
    this.err = err;
  }

  @Override
  public int await(Running running, Runnable ready) throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    runtime.addShutdownHook(
        // In a hook, halt is the only way left to choose the exit code.
        new Thread(() -> runtime.halt(close(running)), "shutdown"));
    // Only now: whoever waits for the word may terminate us at once.
    ready.run();
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private int close(Running running) {
    try {
      running.close();
      err.println("mturk-proxy: stopped");
      return ExitCode.OK;
    } catch (RuntimeException e) {
      err.println("mturk-proxy: stopped, but not cleanly: " + e.getMessage());
      return ExitCode.SOFTWARE;
    } finally {
      err.flush();
      System.out.flush();
    }
  }
}
