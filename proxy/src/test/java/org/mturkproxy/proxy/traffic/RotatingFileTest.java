package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig.Lines;
import org.mturkproxy.config.TrafficLogConfig.Rotation;

class RotatingFileTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @TempDir Path directory;

  @Test
  void losesNoLineWhenItGoesFromFileToFile() throws IOException {
    RotatingFile file = open(10, Duration.ofDays(1), 100, now);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      write(file, "line" + i + "\n");
      written.add("line" + i);
    }
    file.close();
    List<String> found = new ArrayList<>();
    for (Path each : RotatedFiles.all(path())) {
      found.addAll(lines(each));
    }
    assertEquals(written, found);
    assertEquals(24, names(".gz").size());
    assertEquals(List.of("line24"), lines(path()));
  }

  @Test
  void keepsTheNewestClosedFilesAndNoMore() throws IOException {
    RotatingFile file = open(1, Duration.ofDays(1), 2, now);
    for (int i = 0; i < 6; i++) {
      write(file, i + "\n");
    }
    file.close();
    List<String> found = new ArrayList<>();
    for (Path each : RotatedFiles.all(path())) {
      found.addAll(lines(each));
    }
    assertEquals(List.of("3", "4", "5"), found);
  }

  @Test
  void closesAFileThatIsOldThoughNothingIsWritten() throws IOException {
    RotatingFile file = open(1000, Duration.ofHours(1), 2, now);
    write(file, "old\n");
    file.tick();
    assertEquals(List.of("old"), lines(path()));
    file.close();
    RotatingFile later = open(1000, Duration.ofHours(1), 2, now.plus(Duration.ofHours(2)));
    later.tick();
    later.close();
    assertEquals(0, Files.size(path()));
    assertEquals(List.of("old"), lines(path().resolveSibling(names(".gz").get(0))));
  }

  /** Killed between closing and compressing. */
  @Test
  void compressesWhatAnEarlierProcessLeft() throws IOException {
    Files.writeString(directory.resolve("t.jsonl.20160504T102030500Z"), "left\n");
    open(1000, Duration.ofDays(1), 2, now).close();
    assertEquals(List.of("t.jsonl.20160504T102030500Z.gz"), names("Z.gz"));
    assertEquals(List.of(), names("Z"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve("t.jsonl.20160504T102030500Z.gz"))));
  }

  /** Killed in the middle of a line. */
  @Test
  void beginsANewLineAfterOneThatIsUnfinished() throws IOException {
    Files.writeString(path(), "whole\nhal");
    RotatingFile file = open(1000, Duration.ofDays(1), 2, now);
    write(file, "next\n");
    file.close();
    assertEquals(List.of("whole", "hal", "next"), lines(path()));
  }

  private RotatingFile open(long bytes, Duration age, int keep, Instant time) throws IOException {
    return RotatingFile.open(
        new Lines(path(), new Rotation(bytes, age, keep)), Clock.fixed(time, ZoneOffset.UTC));
  }

  private Path path() {
    return directory.resolve("t.jsonl");
  }

  private static void write(RotatingFile file, String line) throws IOException {
    file.write(line.getBytes(StandardCharsets.UTF_8), false);
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private List<String> names(String end) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .sorted()
          .toList();
    }
  }
}
