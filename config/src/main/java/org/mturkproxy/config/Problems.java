package org.mturkproxy.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong while a file is read, so that the user sees everything at once. */
final class Problems {

  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private final Set<Path> files = new LinkedHashSet<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Position position, String path, String text) {
    found.add(new Problem(file, position.line(), position.column(), path, text));
  }

  /** Notes a file that what is read, or found wrong, depends on. */
  void reads(Path path) {
    files.add(path);
  }

  /** The files noted. */
  Set<Path> files() {
    return files;
  }

  /** What was found, without places. */
  String texts() {
    return found.stream().map(Problem::text).collect(Collectors.joining("; "));
  }

  /** Ends the reading if anything was found. */
  void refuse() throws ConfigException {
    if (!found.isEmpty()) {
      List<Problem> sorted = new ArrayList<>(found);
      sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new ConfigException(sorted, files);
    }
  }
}
