package org.mturkproxy.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message has one line per problem, in the file's order. */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final transient Set<Path> files;

  ConfigException(List<Problem> problems, Set<Path> files) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
    this.files = Set.copyOf(files);
  }

  /** The files that were read, or looked for: one of them has to change. */
  public Set<Path> files() {
    return files;
  }

  /** All that was found wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
