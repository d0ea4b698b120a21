package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.config.Clients;
import org.mturkproxy.config.ConfigException;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.proxy.traffic.CallFilter;
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

  @Option(
      names = "--since",
      paramLabel = "YYYY-MM-DD",
      description = "The first day that counts, UTC.")
  private Optional<LocalDate> since = Optional.empty();

  @Option(
      names = "--caller",
      paramLabel = "ID",
      description = "Only calls of this access key; may be given several times.")
  private Set<String> callers = new LinkedHashSet<>();

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Only calls of this operation; may be given several times.")
  private Set<String> operations = new LinkedHashSet<>();

  LogOption(Surroundings surroundings) {
    this.config = new ConfigOption(surroundings);
  }

  /** The calls that are asked for. */
  LoggedCalls open() throws IOException, ConfigException {
    return new LoggedCalls(path(), new CallFilter(since, callers, operations));
  }

  /** All calls, whatever is asked for. */
  LoggedCalls openAll() throws IOException, ConfigException {
    return new LoggedCalls(path());
  }

  /** The configuration, which need not be that of the log. */
  LoadedConfig config() throws ConfigException {
    return config.load(Clients.LEGACY);
  }

  private Path path() throws IOException, ConfigException {
    return file.isPresent() ? file.get() : configured();
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
