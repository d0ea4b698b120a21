package org.mturkproxy.proxy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mturkproxy.config.Clients;
import org.mturkproxy.config.ConfigException;
import org.mturkproxy.config.ConfigLoader;
import org.mturkproxy.config.LoadedConfig;
import picocli.CommandLine.Option;

/** The option {@code --config}, and where the configuration is looked for without it. */
final class ConfigOption {

  private static final String VARIABLE = "MTURK_PROXY_CONFIG";

  private final Surroundings surroundings;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file. Without it: the one named by $"
              + VARIABLE
              + ", else conf/mturk-proxy.yaml of the installation, else the defaults.")
  private Optional<Path> file = Optional.empty();

  ConfigOption(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  LoadedConfig load(Clients clients) throws ConfigException {
    ConfigLoader loader = new ConfigLoader(surroundings.environment(), clients);
    Optional<Path> found = file.or(this::named).or(this::installed);
    return found.isPresent()
        ? loader.load(found.get())
        : loader.withoutFile(surroundings.home().orElse(surroundings.directory()));
  }

  private Optional<Path> named() {
    return surroundings.environment().apply(VARIABLE).filter(s -> !s.isBlank()).map(Path::of);
  }

  private Optional<Path> installed() {
    return surroundings
        .home()
        .map(home -> home.resolve("conf").resolve("mturk-proxy.yaml"))
        .filter(Files::exists);
  }
}
