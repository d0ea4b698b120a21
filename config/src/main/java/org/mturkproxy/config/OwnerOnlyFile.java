package org.mturkproxy.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Files with a secret in them: nobody but the owner may read them, where the system can tell. */
public final class OwnerOnlyFile {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Far more than any key needs: a wrong path may name a huge file. */
  private static final long LONGEST = 64 * 1024;

  private OwnerOnlyFile() {}

  /** The text of a file, or a problem. */
  static Optional<String> read(Path file, Consumer<String> problem) {
    try {
      if (!Files.isRegularFile(file)) {
        problem.accept(file + (Files.exists(file) ? " is not a file" : " does not exist"));
      } else if (isOpenToOthers(file)) {
        problem.accept(
            "%s may be read by other users; run: chmod 600 '%s'"
                .formatted(file, file.toString().replace("'", "'\\''")));
      } else if (Files.size(file) > LONGEST) {
        problem.accept(file + " is too long for a file with a secret");
      } else {
        return Optional.of(Files.readString(file));
      }
    } catch (CharacterCodingException e) {
      problem.accept(file + " is not UTF-8 text");
    } catch (IOException e) {
      problem.accept(file + " cannot be read" + reason(e));
    }
    return Optional.empty();
  }

  /**
   * Makes a file that did not exist, and the folders above it.
   *
   * @throws IOException if it exists, or cannot be written
   */
  public static void create(Path file, String text) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path made = Files.createTempFile(directory, file.getFileName().toString(), ".new", ownerOnly());
    try {
      Files.writeString(made, text, StandardOpenOption.WRITE);
      Files.move(made, file);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    if (!POSIX) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return PosixFilePermissions.toString(permissions).substring(3).chars().anyMatch(c -> c != '-');
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException || e.getMessage() == null
        ? ""
        : " (" + e.getClass().getSimpleName() + ")";
  }
}
