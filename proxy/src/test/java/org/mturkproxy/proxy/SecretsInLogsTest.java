package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mturkproxy.proxy.server.BotoVectors;

/**
 * Searches every line that the suite logged, to the traffic log and elsewhere, for every secret
 * that the suite used. Runs by itself after all other tests (see {@code pom.xml}).
 */
class SecretsInLogsTest {

  private static final Path SOURCES = Path.of("src", "test", "java");

  /** How tests write secrets down: as the text of a Secret, or as a constant whose name says so. */
  private static final Pattern SECRET_IN_SOURCE =
      Pattern.compile("(?:new (?:Legacy)?Secret\\(|(?:SECRET|SIGNATURE)\\w* =\\s*)\"([^\"]+)\"");

  /** What carries a signature, whatever its value. */
  private static final List<String> SIGNATURES =
      List.of("Signature=", "AWS4-HMAC-SHA256", "Authorization", "X-Amz-Security-Token");

  @Test
  @Tag("trap-5.5.3")
  void noLogLineHasASecretInIt() throws IOException {
    Set<String> forbidden = secrets();
    assertTrue(forbidden.size() >= 5, "too few secrets found in the tests: " + forbidden);
    forbidden.addAll(SIGNATURES);
    forbidden.addAll(BotoVectors.signatures());
    List<Path> logs = logs();
    List<String> found = new ArrayList<>();
    int lines = 0;
    for (Path log : logs) {
      for (String line : Files.readAllLines(log)) {
        lines++;
        forbidden.stream().filter(line::contains).forEach(s -> found.add(s + " in " + log));
      }
    }
    assertEquals(List.of(), found);
    assertTrue(logs.size() >= 3 && lines >= 500, logs.size() + " logs, " + lines + " lines");
  }

  private static Set<String> secrets() throws IOException {
    Set<String> secrets = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file -> {
                Matcher matcher = SECRET_IN_SOURCE.matcher(read(file));
                while (matcher.find()) {
                  secrets.add(matcher.group(1));
                }
              });
    }
    return secrets;
  }

  private static List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(KeptFiles.DIRECTORY)) {
      return files.filter(f -> f.toString().matches(".*\\.(jsonl|log)")).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
