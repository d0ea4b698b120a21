package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.mturkproxy.config.TrafficLogConfig.Lines;
import org.mturkproxy.config.TrafficLogConfig.Rotation;

/**
 * A file that is closed and followed by a new one when it is large or old; {@link RotatedFiles} has
 * the closed ones. For one thread.
 */
final class RotatingFile implements Output {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path path;
  private final Rotation rotation;
  private final Clock clock;
  private final RotatedFiles rotated;
  private FileChannel channel;
  private Instant begun;
  private Instant lastName = Instant.EPOCH;

  private RotatingFile(Lines lines, Clock clock) throws IOException {
    this.path = lines.path();
    this.rotation = lines.rotation();
    this.clock = clock;
    open();
    this.rotated = new RotatedFiles(path, rotation.keep());
  }

  /**
   * Opens the file; what is in it stays.
   *
   * @throws IOException for the user to read
   */
  static RotatingFile open(Lines lines, Clock clock) throws IOException {
    return new RotatingFile(lines, clock);
  }

  private void open() throws IOException {
    channel = LogFile.open(path);
    boolean fresh = channel.size() == 0;
    LogFile.endLastLine(channel);
    begun =
        fresh
            ? clock.instant()
            : Files.readAttributes(path, BasicFileAttributes.class).creationTime().toInstant();
  }

  /** After a failure the file is as long as before: no line of it is half there. */
  @Override
  public void write(byte[] lines, boolean durable) throws IOException {
    if (!channel.isOpen()) {
      open();
    }
    if (channel.size() > 0 && channel.size() + lines.length > rotation.bytes()) {
      rotate();
    }
    long before = channel.size();
    try {
      ByteBuffer left = ByteBuffer.wrap(lines);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      if (durable) {
        channel.force(false);
      }
    } catch (IOException e) {
      channel.truncate(before);
      throw e;
    }
  }

  @Override
  public void tick() throws IOException {
    if (channel.isOpen()
        && channel.size() > 0
        && !begun.plus(rotation.age()).isAfter(clock.instant())) {
      rotate();
    }
  }

  private void rotate() throws IOException {
    Path next = free();
    channel.force(false);
    channel.close();
    try {
      Files.move(path, next);
    } finally {
      open();
    }
    rotated.tidy();
  }

  /** A later name than any before: two may be closed within a millisecond. */
  private Path free() {
    Instant time = clock.instant();
    if (!time.isAfter(lastName)) {
      time = lastName.plusMillis(1);
    }
    while (Files.exists(rotatedName(time))
        || Files.exists(RotatedFiles.compressed(rotatedName(time)))) {
      time = time.plusMillis(1);
    }
    lastName = time;
    return rotatedName(time);
  }

  private Path rotatedName(Instant time) {
    return path.resolveSibling(path.getFileName() + "." + STAMP.format(time));
  }

  @Override
  public void close() throws IOException {
    rotated.close();
    channel.close();
  }
}
