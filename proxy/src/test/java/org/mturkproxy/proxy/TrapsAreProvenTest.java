package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each numbered trap of {@code mapping.md} 5 has a test that is tagged with it, such as {@code
 * trap-5.1.6}. The rows of 5.2 are numbered from its top.
 */
final class TrapsAreProvenTest {

  private static final Map<String, Integer> TRAPS =
      Map.of("5.1", 17, "5.2", 13, "5.3", 16, "5.4", 13, "5.5", 8);

  /** What has no test, and why. Whoever ends the reason writes the test, and takes it from here. */
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"trap-(5\\.[1-5]\\.[0-9]+)\"\\)");

  @Test
  void eachTrapHasATest() throws IOException {
    Set<String> missing = new TreeSet<>();
    TRAPS.forEach(
        (section, most) ->
            IntStream.rangeClosed(1, most).forEach(n -> missing.add(section + "." + n)));
    int all = missing.size();
    Set<String> unknown = new TreeSet<>();
    for (String module : new String[] {"config", "translator", "marketplace", "proxy"}) {
      Path tests = RepositoryFiles.path(module + "/src/test/java");
      try (Stream<Path> files = Files.walk(tests)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .flatMap(TrapsAreProvenTest::tags)
            .filter(trap -> !missing.remove(trap))
            .forEach(unknown::add);
      }
    }
    unknown.removeIf(TrapsAreProvenTest::exists);
    assertEquals(67, all);
    assertEquals(Set.of(), unknown);
    assertEquals(Set.of(), missing);
  }

  private static boolean exists(String trap) {
    int last = trap.lastIndexOf('.');
    int number = Integer.parseInt(trap.substring(last + 1));
    return number >= 1 && number <= TRAPS.get(trap.substring(0, last));
  }

  private static Stream<String> tags(Path file) {
    try {
      return TAG.matcher(Files.readString(file)).results().map(found -> found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
