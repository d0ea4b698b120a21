package org.mturkproxy.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the checkout that are not code; tests keep them true. */
public final class RepositoryFiles {

  private RepositoryFiles() {}

  /** A file by its path from the top of the repository. */
  public static Path path(String name) {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory.resolve(name);
  }

  public static List<String> lines(String name) throws IOException {
    return Files.readAllLines(path(name));
  }
}
