package org.mturkproxy.config;

import java.nio.file.Path;

/** Where the legacy access keys come from. */
public sealed interface KeySource {

  /** The configuration names them. */
  record Configured() implements KeySource {}

  /** {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}. */
  record Environment() implements KeySource {}

  /**
   * A pair that was made by ourselves, or is to be.
   *
   * @param file the file that keeps it, which only its owner can read
   */
  record Kept(Path file) implements KeySource {}
}
