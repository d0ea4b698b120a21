package org.mturkproxy.marketplace.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database holds Workers' answers and secrets; nobody else on the machine reads them. */
class OwnerOnlyTest {

  private static final Map<String, String> OWNER_ONLY =
      Map.of(
          "marketplace.db", "rw-------",
          "marketplace.db-shm", "rw-------",
          "marketplace.db-wal", "rw-------",
          "marketplace.lock", "rw-------");

  @TempDir Path parent;

  @BeforeEach
  void needPosix() {
    assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void aNewDirectoryAndItsFilesAreTheOwnersOnly() throws IOException {
    Path directory = parent.resolve("data");
    try (Database database = Database.in(directory)) {
      write(database, "a");
      assertEquals("rwx------", permissions(directory));
      assertEquals(OWNER_ONLY, files(directory));
    }
  }

  @Test
  void filesThatExistBecomeTheOwnersOnlyAndTheirDirectoryStays() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("data"));
    permit(directory, "rwxr-xr-x");
    try (Database database = Database.in(directory)) {
      write(database, "a");
      // What a process that was killed leaves behind.
      Path copy = Files.createDirectory(parent.resolve("copy"));
      permit(copy, "rwxr-xr-x");
      for (String name : OWNER_ONLY.keySet()) {
        permit(Files.copy(directory.resolve(name), copy.resolve(name)), "rw-r--r--");
      }
      try (Database again = Database.in(copy)) {
        write(again, "b");
        assertEquals("rwxr-xr-x", permissions(copy));
        assertEquals(OWNER_ONLY, files(copy));
      }
    }
  }

  private static void write(Database database, String name) {
    database.write(
        transaction ->
            transaction.update("INSERT INTO setting (name, value) VALUES (?, ?)", name, "v"));
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), permissions(file));
      }
    }
    return found;
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
