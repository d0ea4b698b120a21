package org.mturkproxy.config;

import java.nio.file.Path;

/** Where each call is written down, one JSON line each. */
public sealed interface TrafficLogConfig {

  /** Nowhere. */
  record Off() implements TrafficLogConfig {}

  /** Standard output. */
  record StandardOutput() implements TrafficLogConfig {}

  /** A file, appended to. */
  record File(Path path) implements TrafficLogConfig {}
}
