package org.mturkproxy.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A configuration that was read and checked. Nothing was written and nothing called for it.
 *
 * @param file where it was read; absent: the defaults
 * @param config what it says. Its keys are empty where the access key file is still to be made
 * @param keySource where its keys come from
 */
public record LoadedConfig(Optional<Path> file, ProxyConfig config, KeySource keySource) {

  /**
   * The configuration to start with: where there is no access key yet, one is made and kept.
   *
   * @throws IOException if the access key file cannot be written
   */
  public ProxyConfig ready() throws IOException {
    if (keySource instanceof KeySource.Kept kept && config.keys().isEmpty()) {
      return config.withKeys(List.of(AccessKeyFile.create(kept.file())));
    }
    return config;
  }
}
