package org.mturkproxy.proxy.replay;

import static java.util.Objects.requireNonNull;

/**
 * A place in which two answers differ.
 *
 * @param path the elements that lead to it; numbers count from 1
 * @param before what was logged
 * @param after what came now
 */
public record Difference(String path, String before, String after) {
  public Difference {
    requireNonNull(path, "path");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
