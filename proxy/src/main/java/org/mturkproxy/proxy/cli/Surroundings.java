package org.mturkproxy.proxy.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command finds around it.
 *
 * @param environment the value of an environment variable
 * @param home where the product is installed, when it was started by its launcher
 * @param directory the working directory
 */
record Surroundings(
    Function<String, Optional<String>> environment, Optional<Path> home, Path directory) {

  /** Those of this process; {@code bin/mturk-proxy} sets the property. */
  static Surroundings ofThisProcess() {
    return new Surroundings(
        name -> Optional.ofNullable(System.getenv(name)),
        Optional.ofNullable(System.getProperty("mturkproxy.home")).map(Path::of),
        Path.of(""));
  }
}
