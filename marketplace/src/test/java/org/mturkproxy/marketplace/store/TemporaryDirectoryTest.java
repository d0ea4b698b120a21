package org.mturkproxy.marketplace.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {

  @TempDir Path parent;

  @Test
  void itIsGoneWhenItIsClosed() throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.below(parent)) {
      Files.writeString(directory.files().resolve("3FILE"), "photo");
      assertEquals(1, names().size());
    }
    assertEquals(List.of(), names());
  }

  /** A lock ends with its process; a copy has none. */
  @Test
  void whatAKilledProcessLeftIsRemovedAndNothingElse() throws IOException {
    Path killed = Files.createDirectories(parent.resolve("mturk-proxy-files-0-1/files"));
    Files.writeString(killed.resolve("3FILE"), "photo");
    Files.writeString(killed.resolveSibling("lock"), "");
    Path withoutLock = Files.createDirectory(parent.resolve("mturk-proxy-files-0-2"));
    Path other = Files.createDirectory(parent.resolve("other"));
    Files.writeString(other.resolve("lock"), "");
    Path leading = parent.resolve("mturk-proxy-files-0-3");
    Files.createSymbolicLink(leading, other);
    try (TemporaryDirectory used = TemporaryDirectory.below(parent)) {
      Files.writeString(used.files().resolve("3FILE"), "photo");
      TemporaryDirectory.clearAbandoned(parent);
      assertEquals("photo", Files.readString(used.files().resolve("3FILE")));
      assertEquals(
          Stream.of(withoutLock, other, leading, used.files().getParent())
              .map(path -> path.getFileName().toString())
              .sorted()
              .toList(),
          names());
    }
  }

  /** Another process, as `mturk-proxy` is started a second time. */
  static final class Another {

    private Another() {}

    public static void main(String[] arguments) throws IOException {
      TemporaryDirectory.clearAbandoned(Path.of(arguments[0]));
    }
  }

  @Test
  void anotherProcessLeavesWhatIsInUseAlsoAfterThisOneHasLookedForAbandonedOnes() throws Exception {
    try (TemporaryDirectory used = TemporaryDirectory.below(parent)) {
      Files.writeString(used.files().resolve("3FILE"), "photo");
      TemporaryDirectory.clearAbandoned(parent);
      Process another =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Another.class.getName(),
                  parent.toString())
              .inheritIO()
              .start();
      assertEquals(0, another.waitFor());
      assertEquals("photo", Files.readString(used.files().resolve("3FILE")));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(parent)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
