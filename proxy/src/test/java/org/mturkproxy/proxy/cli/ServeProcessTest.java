package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.proxy.RepositoryFiles;

/** How a service manager sees {@code serve}. */
class ServeProcessTest {

  private static final String LOGGING = "proxy/src/main/resources/logback.xml";

  @TempDir Path home;

  /** The old configuration goes on when the new one is wrong; the next one is used again. */
  @Test
  @Timeout(60)
  void hungUpItReadsItsConfigurationAgainAndTellsWhatIsWrong() throws Exception {
    Path file = Files.writeString(home.resolve("turk.yaml"), "listen: {port: 0}\n");
    Process process = serve("--config", file.toString());
    try (BufferedReader err = process.errorReader()) {
      awaitLine(err, "mturk-proxy: serving on http://127.0.0.1:");

      Files.writeString(file, "listen: {hots: 1}\n");
      hangUp(process);
      awaitLine(err, "the configuration stays as it was");
      awaitLine(err, file + ":1:10: listen.hots: unknown key");

      Files.writeString(file, "listen: {port: 7}\n");
      hangUp(process);
      awaitLine(err, "configuration read again (");
      awaitLine(err, "port 7 was changed; that holds only after a restart");
      assertTrue(process.isAlive());
    } finally {
      process.destroyForcibly();
    }
  }

  private static void hangUp(Process process) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-HUP", "" + process.pid()).start().waitFor());
  }

  private static void awaitLine(BufferedReader err, String part) throws IOException {
    String line = err.readLine();
    while (!line.contains(part)) {
      line = err.readLine();
    }
  }

  private Process serve(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dmturkproxy.home=" + home,
                "-Dlogback.configurationFile=" + RepositoryFiles.path(LOGGING),
                ServeProcess.class.getName(),
                "serve"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }

  @Test
  @Timeout(60)
  void terminatedItClosesAndEndsWithZero() throws Exception {
    Process process = serve();
    try (BufferedReader err = process.errorReader()) {
      awaitLine(err, "mturk-proxy: serving on http://127.0.0.1:");
      // SIGTERM, through the handle: the process's own method closes its streams as well.
      process.toHandle().destroy();
      List<String> rest = new ArrayList<>();
      err.lines().forEach(rest::add);

      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(List.of("mturk-proxy: stopped"), rest);
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
