package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Runs commands as a user would, without a process: what they print, and how they end. */
final class Terminal {

  final Map<String, String> environment = new HashMap<>();
  private final Path directory;
  private final Launcher launcher;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  Terminal(Path directory, Launcher launcher) {
    this.directory = directory;
    this.launcher = launcher;
  }

  /** Runs a command; {@code serve} is told to stop as soon as it serves. */
  int run(String... arguments) {
    Surroundings surroundings =
        new Surroundings(
            name -> Optional.ofNullable(environment.get(name)), Optional.of(directory), directory);
    Lifetime atOnce =
        (running, ready) -> {
          ready.run();
          running.close();
          return 0;
        };
    CommandLine command = MturkProxy.commandLine(surroundings, launcher, atOnce);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
