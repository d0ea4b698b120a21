package org.mturkproxy.proxy.traffic;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where the traffic log goes. */
final class LogFile {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private LogFile() {}

  /** Standard output, which stays open when the log is closed. */
  static OutputStream standardOutput() {
    return new FilterOutputStream(new FileOutputStream(FileDescriptor.out)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /**
   * Opens a file to append to, making its folder where that is missing. A new one is for its owner
   * only: it holds what Workers answered and Requesters pay. One that is there keeps the
   * permissions that somebody gave it.
   *
   * @throws IOException for the user to read
   */
  static FileChannel open(Path path) throws IOException {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
      FileAttribute<?>[] attributes =
          posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
      // Not APPEND: it goes with neither READ nor a position that is set back after a failure.
      Set<OpenOption> options =
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileChannel channel = FileChannel.open(path, options, attributes);
      channel.position(channel.size());
      return channel;
    } catch (FileSystemException e) {
      // The message of the bare exception is a path and nothing else.
      throw new IOException("The traffic log " + path + " cannot be opened: " + e, e);
    }
  }

  /** Ends a line that a process left unfinished when it was killed. */
  static void endLastLine(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size > 0) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, size - 1);
      if (last.get(0) != '\n') {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }
}
