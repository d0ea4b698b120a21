package org.mturkproxy.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration that was read and checked. Nothing was written and nothing called for it.
 *
 * @param file where it was read; absent: the defaults
 * @param config what it says. Its keys are empty where the access key file is still to be made
 * @param keySource where its keys come from
 * @param files what it was read from: the file, and the files with secrets and certificates
 */
public record LoadedConfig(
    Optional<Path> file, ProxyConfig config, KeySource keySource, Set<Path> files) {

  public LoadedConfig {
    files = Set.copyOf(files);
  }

  /** A configuration that nobody wrote down. */
  public static LoadedConfig of(ProxyConfig config) {
    return new LoadedConfig(Optional.empty(), config, new KeySource.Configured(), Set.of());
  }

  /** The same with another configuration in it. */
  public LoadedConfig with(ProxyConfig other) {
    return new LoadedConfig(file, other, keySource, files);
  }

  /**
   * The configuration to start with: where there is no access key yet, one is made and kept.
   *
   * @throws IOException if the access key file cannot be written
   */
  public LoadedConfig ready() throws IOException {
    if (keySource instanceof KeySource.Kept kept && config.keys().isEmpty()) {
      return new LoadedConfig(
          file, config.withKeys(List.of(AccessKeyFile.create(kept.file()))), keySource, files);
    }
    return this;
  }
}
