package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a service manager sees {@code serve}. */
class ServeProcessTest {

  @TempDir Path home;

  @Test
  @Timeout(60)
  void terminatedItClosesAndEndsWithZero() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dmturkproxy.home=" + home,
                ServeProcess.class.getName(),
                "serve")
            .start();
    try (BufferedReader err = process.errorReader()) {
      String line = err.readLine();
      while (line != null && !line.startsWith("mturk-proxy: serving on http://127.0.0.1:")) {
        line = err.readLine();
      }
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
