package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mturkproxy.config.Clients;
import org.mturkproxy.config.ConfigException;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.proxy.traffic.LoggedCalls;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option {@code --log}, and which traffic log is read without it. */
final class LogOption {

  @Mixin private final ConfigOption config;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "The traffic log: a store, or JSON lines. Without it: the store that is configured, else"
              + " the file.")
  private Optional<Path> file = Optional.empty();

  LogOption(Surroundings surroundings) {
    this.config = new ConfigOption(surroundings);
  }

  LoggedCalls open() throws IOException, ConfigException {
    return new LoggedCalls(file.isPresent() ? file.get() : configured());
  }

  private Path configured() throws IOException, ConfigException {
    TrafficLogConfig.Sinks sinks = config.load(Clients.LEGACY).config().trafficLog().sinks();
    return sinks
        .store()
        .map(TrafficLogConfig.Store::path)
        .or(() -> sinks.file().map(TrafficLogConfig.Lines::path))
        .orElseThrow(
            () -> new IOException("No traffic log is kept; name one with --log, or configure it."));
  }
}
