package org.mturkproxy.proxy.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a change of files counts. */
class FileWatchTest {

  @TempDir Path directory;

  private final AtomicInteger told = new AtomicInteger();

  @Test
  void aChangeCountsOnceAndOnlyWhenTwoLooksFindTheSame() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "1");
    try (FileWatch watch = new FileWatch(() -> Set.of(file), told::incrementAndGet)) {
      look(watch, 2);
      assertEquals(0, told.get());
      Files.writeString(file, "22");
      look(watch, 1);
      Files.writeString(file, "333");
      look(watch, 1);
      assertEquals(0, told.get());
      look(watch, 1);
      assertEquals(1, told.get());
      look(watch, 3);
      assertEquals(1, told.get());
    }
  }

  @Test
  void aFileThatGoesOrComesOrIsReplacedBehindALinkIsAChange() throws Exception {
    Path file = directory.resolve("a");
    Path one = Files.writeString(directory.resolve("one"), "same");
    Path two = Files.writeString(directory.resolve("two"), "same");
    Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
    try (FileWatch watch = new FileWatch(() -> Set.of(file), told::incrementAndGet)) {
      Files.createSymbolicLink(file, one);
      look(watch, 2);
      assertEquals(1, told.get());
      Files.delete(file);
      Files.createSymbolicLink(file, two);
      look(watch, 2);
      assertEquals(2, told.get());
      Files.delete(file);
      look(watch, 2);
      assertEquals(3, told.get());
    }
  }

  /** What is named by the new configuration counts from then on, and nothing else. */
  @Test
  void theFilesThatCountMayChange() throws Exception {
    Path a = Files.writeString(directory.resolve("a"), "1");
    Path b = Files.writeString(directory.resolve("b"), "1");
    Set<Path> files = new HashSet<>(Set.of(a));
    Runnable changed =
        () -> {
          told.incrementAndGet();
          files.add(b);
        };
    try (FileWatch watch = new FileWatch(() -> Set.copyOf(files), changed)) {
      Files.writeString(a, "22");
      look(watch, 5);
      assertEquals(1, told.get());
      Files.writeString(b, "22");
      look(watch, 5);
      assertEquals(2, told.get());
    }
  }

  private static void look(FileWatch watch, int times) {
    for (int i = 0; i < times; i++) {
      watch.poll();
    }
  }
}
