package org.mturkproxy.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message has one line per problem, in the file's order. */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All that was found wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
