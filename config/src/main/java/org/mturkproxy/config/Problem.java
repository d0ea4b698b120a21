package org.mturkproxy.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param file the file, as it was named
 * @param line from 1; 0 where it is about the file as a whole
 * @param column from 1; 0 where it is about the file as a whole
 * @param path the key it is about, such as {@code keys[0].secret}; empty for the whole file
 * @param text what is wrong and what is expected; no secret is in it
 */
public record Problem(String file, int line, int column, String path, String text) {

  /** {@code conf/mturk-proxy.yaml:12:5: upstream.region: expected a text}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line + ":" + column : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + text;
  }
}
