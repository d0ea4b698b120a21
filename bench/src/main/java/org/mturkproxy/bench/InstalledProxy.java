package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mturk-proxy serve} as it was built, in a process of its own. */
final class InstalledProxy implements AutoCloseable {

  static final String KEY = "AKIDBENCH";
  static final String SECRET = "bench";

  private static final Pattern SERVING =
      Pattern.compile("mturk-proxy: serving on http://127\\.0\\.0\\.1:(\\d+)/");

  private final Process process;
  private final int port;

  /**
   * Starts one.
   *
   * @param launcher {@code bin/mturk-proxy}
   * @param directory a directory of its own
   * @param settings YAML besides the key, the listener and the upstream
   */
  InstalledProxy(Path launcher, Path directory, int upstreamPort, String settings)
      throws IOException {
    Path config = directory.resolve("turk.yaml");
    Files.writeString(
        config,
        String.join(
                "\n",
                "listen: {port: 0}",
                "upstream: {target: 'http://127.0.0.1:" + upstreamPort + "'}",
                "keys: [{id: " + KEY + ", secret: {env: BENCH_SECRET}}]",
                "marketplace: {data: memory}",
                settings)
            + "\n");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(launcher.toString(), "serve", "--config", config.toString()));
    builder.environment().put("BENCH_SECRET", SECRET);
    builder.redirectErrorStream(true);
    this.process = builder.start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.port = port(output);
    Thread reader = new Thread(() -> readOn(output), "proxy-output");
    reader.setDaemon(true);
    reader.start();
  }

  private static void readOn(BufferedReader output) {
    try (output) {
      while (output.readLine() != null) {
        // So that it never waits for room to write.
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private static int port(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher serving = SERVING.matcher(line);
      if (serving.matches()) {
        return Integer.parseInt(serving.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IOException("it did not start:\n" + said);
  }

  int port() {
    return port;
  }

  /** Processor time that it has used, user and system, in nanoseconds. */
  long cpu() {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Resident memory in MiB. */
  long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
