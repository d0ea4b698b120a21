package org.mturkproxy.proxy.replay;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mturkproxy.config.Secret;

/**
 * How a log is played.
 *
 * @param endpoint the legacy endpoint that is called; empty: a marketplace of our own
 * @param data a marketplace's directory, whose copy the marketplace of our own begins with; empty:
 *     it begins with nothing
 * @param force whether calls that change something are made at an endpoint
 * @param ignored elements of answers that may differ, besides ids and times
 * @param pairs what calls of a key are signed with at an endpoint
 */
public record ReplayOptions(
    Optional<URI> endpoint,
    Optional<Path> data,
    boolean force,
    Set<String> ignored,
    Function<String, Optional<Pair>> pairs) {

  /** An access key id and its secret. */
  public record Pair(String accessKeyId, Secret secret) {}

  public ReplayOptions {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(data, "data");
    requireNonNull(pairs, "pairs");
    ignored = Set.copyOf(ignored);
  }
}
