package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Good inputs with random damage: bytes changed, cut out, doubled, mixed with others that mean
 * something, two inputs joined. The same ones in every build. More, and others:
 *
 * <pre>mvn test -pl translator -am -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false
 * -Dmturkproxy.fuzz.rounds=1000000 -Dmturkproxy.fuzz.seed=1</pre>
 */
final class Damage {

  private static final int ROUNDS = Integer.getInteger("mturkproxy.fuzz.rounds", 1_000);
  private static final long SEED = Long.getLong("mturkproxy.fuzz.seed", 20190601);

  private static final int MOST_REPETITIONS = 60;
  private static final int MOST_BYTES = 4096;

  private final Random random = new Random(SEED);
  private final List<byte[]> good;
  private final List<String> pieces;

  Damage(List<byte[]> good, List<String> pieces) {
    this.good = good;
    this.pieces = pieces;
  }

  /** What is kept as an input of this fuzz test: good ones, and those that once went wrong. */
  static List<byte[]> kept(Class<?> test, String method) {
    String directory = test.getSimpleName() + "Inputs/" + method;
    try (Stream<Path> files = Files.list(Path.of(test.getResource(directory).toURI()))) {
      List<byte[]> inputs = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
      return inputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives so many inputs to a test; a failure tells which one it was. */
  void each(Consumer<byte[]> test) {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] input = next();
      try {
        test.accept(input);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "on " + HexFormat.of().formatHex(input) + ": " + new String(input, UTF_8), e);
      }
    }
  }

  private byte[] next() {
    byte[] bytes = any(good);
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes = damaged(bytes);
    }
    return bytes;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private byte[] damaged(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(Math.min(24, bytes.length - from) + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    int rest = to;
    switch (random.nextInt(5)) {
      case 0 -> out.writeBytes(any(pieces).getBytes(UTF_8));
      case 1 -> out.write(random.nextInt(256));
      case 2 -> {
        rest = from;
        for (int i = random.nextInt(MOST_REPETITIONS); i > 0 && out.size() < MOST_BYTES; i--) {
          out.write(bytes, from, to - from);
        }
      }
      case 3 -> {
        byte[] other = any(good);
        int start = random.nextInt(other.length + 1);
        out.write(other, start, Math.min(other.length - start, 64));
      }
      default -> {
        // Cut out.
      }
    }
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
