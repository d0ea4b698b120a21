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
    Path killed = Files.createDirectories(parent.resolve("mturk-proxy-files1/files"));
    Files.writeString(killed.resolve("3FILE"), "photo");
    Files.writeString(killed.resolveSibling("lock"), "");
    Path withoutLock = Files.createDirectory(parent.resolve("mturk-proxy-files2"));
    Path other = Files.createDirectory(parent.resolve("other"));
    Files.writeString(other.resolve("lock"), "");
    Path leading = parent.resolve("mturk-proxy-files3");
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

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(parent)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
