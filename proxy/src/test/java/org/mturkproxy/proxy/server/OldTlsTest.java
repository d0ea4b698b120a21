package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Old versions of TLS, really spoken, in a Java that was told to (front-door.md). */
class OldTlsTest {

  @ParameterizedTest(name = "where {0} is configured")
  @CsvSource(
      delimiter = '|',
      value = {
        "TLSv1.3+TLSv1.2+TLSv1.1+TLSv1 | GET /?A=b over TLSv1 | GET /?A=b over TLSv1.1",
        "TLSv1.2+TLSv1.1 | nothing | GET /?A=b over TLSv1.1",
        "TLSv1.3+TLSv1.2 | nothing | nothing",
      })
  void oldClientsAreAnsweredWhereItIsConfiguredAndNowhereElse(
      String spoken, String oldest, String old, @TempDir Path directory) throws Exception {
    assertEquals(
        List.of("TLSv1: " + oldest, "TLSv1.1: " + old, "TLSv1.2: GET /?A=b over TLSv1.2"),
        run(directory, spoken, "TLSv1", "TLSv1.1", "TLSv1.2"));
  }

  private static List<String> run(Path directory, String... versions) throws Exception {
    String off =
        Security.getProperty("jdk.tls.disabledAlgorithms").replaceAll("TLSv1(\\.1)?, *", "");
    Path security =
        Files.writeString(
            directory.resolve("java.security"), "jdk.tls.disabledAlgorithms=" + off + "\n");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.security.properties=" + security,
            "-cp",
            System.getProperty("java.class.path"),
            OldTlsProcess.class.getName());
    builder.command().addAll(List.of(versions));
    builder.redirectError(directory.resolve("errors").toFile());
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), Files.readString(directory.resolve("errors")));
    return said.lines().filter(line -> line.startsWith("TLSv1")).toList();
  }
}
