package org.mturkproxy.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in the file, it is a configuration, or all that is wrong with it is told with
 * line and column, and without a secret. In a build the kept files are read, and damaged ones; more
 * of those with {@code -Dmturkproxy.fuzz.rounds=…} and {@code -Dmturkproxy.fuzz.seed=…}, and guided
 * by coverage, without end:
 *
 * <pre>JAZZER_FUZZ=1 mvn test -pl config -am -Dtest=ConfigFuzzTest#anyFile
 * -Dsurefire.failIfNoSpecifiedTests=false -Djazzer.hooks=true</pre>
 */
class ConfigFuzzTest {

  private static final int ROUNDS = Integer.getInteger("mturkproxy.fuzz.rounds", 2_000);
  private static final long SEED = Long.getLong("mturkproxy.fuzz.seed", 20190601);

  private static final List<String> PIECES =
      List.of(
          ":",
          ": ",
          "\n",
          "\n  ",
          "\n- ",
          "{",
          "}",
          "[",
          "]",
          "&a ",
          "*a",
          "<<: ",
          "!!x ",
          "!!int ",
          "|\n",
          ">",
          "'",
          "\"",
          "#",
          "\t",
          "\u0000",
          "---\n",
          "...\n",
          "? ",
          "null",
          "~",
          "1e999",
          "0x1f",
          "-1",
          "1_0",
          ".inf",
          "99999999999999999999",
          "http://[",
          "%",
          "\ufeff",
          "\ud83d\ude00",
          "keys",
          "secret",
          "upstream: ",
          "{file: .}",
          "{env: ONE}",
          "on",
          "2001-01-01",
          "1:30",
          "[[[[[[[[",
          "\\",
          "marketplace",
          "production",
          "0s",
          "9999999999h",
          "/",
          "..",
          "*");

  @TempDir Path directory;

  @FuzzTest
  void anyFile(byte[] bytes) throws IOException {
    Fixture fixture = new Fixture(directory);
    Path file = Files.write(fixture.path("turk.yaml"), bytes);
    for (Clients clients : Clients.values()) {
      try {
        fixture.loader(clients).load(file);
      } catch (ConfigException e) {
        assertFalse(e.problems().isEmpty());
        e.problems().forEach(problem -> assertTold(problem, file, bytes));
      }
    }
  }

  @Test
  void damagedFiles() {
    List<byte[]> good = kept();
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = damaged(good, random);
      try {
        anyFile(bytes);
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("on:\n" + new String(bytes, UTF_8), e);
      }
    }
  }

  private static void assertTold(Problem problem, Path file, byte[] bytes) {
    String told = problem.toString();
    assertFalse(problem.text().isBlank(), told);
    assertTrue(told.startsWith(file.toString()), told);
    // A file that is not there is named, whatever it is called.
    boolean namesFile = problem.text().contains(file.getParent() + "/");
    assertFalse(told.contains(Fixture.SECRET) && !namesFile, told);
    if (problem.line() == 0) {
      // Only what is about no place in the file: what is not there, or is no text at all.
      assertTrue(
          problem.column() == 0
              && (!isText(bytes)
                  || problem.path().isEmpty()
                  || problem.text().startsWith("missing")),
          told);
      return;
    }
    long lines = new String(bytes, UTF_8).lines().count();
    assertTrue(problem.line() <= lines + 1 && problem.column() >= 1, told);
  }

  private static boolean isText(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] damaged(List<byte[]> good, Random random) {
    StringBuilder text = new StringBuilder(new String(any(good, random), UTF_8));
    for (int damage = random.nextInt(4); damage >= 0; damage--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(10));
      int end = random.nextBoolean() ? from : to;
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, text.substring(from, to).repeat(random.nextInt(30)));
        default -> text.replace(from, end, any(PIECES, random));
      }
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static List<byte[]> kept() {
    var directory = ConfigFuzzTest.class.getResource("ConfigFuzzTestInputs/anyFile");
    try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(directory).toURI()))) {
      return files.sorted().map(ConfigFuzzTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
