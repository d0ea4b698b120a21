package org.mturkproxy.proxy.cli;

/** Where {@code bin/mturk-proxy} enters. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        MturkProxy.commandLine(
                Surroundings.ofThisProcess(), new ProxyLauncher(), new UntilTerminated(System.err))
            .execute(arguments));
  }
}
