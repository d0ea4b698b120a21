package org.mturkproxy.proxy.cli;

/** {@code mturk-proxy} with a fake proxy inside, for tests that need a process of its own. */
final class ServeProcess {

  private ServeProcess() {}

  public static void main(String[] arguments) {
    System.exit(
        MturkProxy.commandLine(
                Surroundings.ofThisProcess(),
                new FakeProxy("none"),
                new UntilTerminated(System.err))
            .execute(arguments));
  }
}
