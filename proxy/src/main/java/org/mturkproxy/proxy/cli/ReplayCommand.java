package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.mturkproxy.config.ConfigException;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.proxy.replay.LogReplay;
import org.mturkproxy.proxy.replay.ReplayJson;
import org.mturkproxy.proxy.replay.ReplayOptions;
import org.mturkproxy.proxy.replay.ReplayResult;
import org.mturkproxy.proxy.replay.ReplayText;
import org.mturkproxy.proxy.replay.Replayed.Verdict;
import org.mturkproxy.proxy.traffic.LoggedCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    header = "Makes the legacy calls of the traffic log again and compares the answers.",
    description = {
      "By default in a marketplace of its own, in memory, with Workers that are nobody.",
      "Ids stand for each other, and times may differ.",
      "Calls at an endpoint are signed with $MTURK_PROXY_REPLAY_KEY and",
      "$MTURK_PROXY_REPLAY_SECRET, else with the configured key of their caller."
    },
    footer = {
      "",
      "Exit codes: 0 all answers are the same, 1 some differ or are missing, 2 it could not be run.",
    },
    exitCodeOnExecutionException = ReplayCommand.NOT_RUN)
final class ReplayCommand implements Callable<Integer> {

  static final int NOT_RUN = 2;
  private static final String KEY = "MTURK_PROXY_REPLAY_KEY";
  private static final String SECRET = "MTURK_PROXY_REPLAY_SECRET";

  private enum Format {
    text,
    json
  }

  @Mixin private final LogOption log;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "The legacy endpoint to call, in the place of a marketplace of its own.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "What the marketplace begins with: a marketplace's data, which is copied.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--force",
      description = "At an endpoint, makes calls that pay, make or change something, too.")
  private boolean force;

  @Option(
      names = "--ignore",
      paramLabel = "ELEMENT",
      description = "An element that may differ, too; may be given several times.")
  private Set<String> ignored = new LinkedHashSet<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json.")
  private Format format;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to; else standard output.")
  private Optional<Path> output = Optional.empty();

  @Spec private CommandSpec spec;

  private final Function<String, Optional<String>> environment;

  ReplayCommand(LogOption log, Function<String, Optional<String>> environment) {
    this.log = log;
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    refuseWhatContradicts();
    ProxyConfig config = log.config().config();
    ReplayOptions options =
        new ReplayOptions(endpoint, data, force, answersMayDiffer(), pairs(config));
    ReplayResult result = new LogReplay(config, options, Clock.systemUTC()).play(source());
    if (output.isPresent()) {
      try (PrintWriter out =
          new PrintWriter(Files.newBufferedWriter(output.get(), StandardCharsets.UTF_8))) {
        print(result, out);
      }
    } else {
      print(result, spec.commandLine().getOut());
    }
    return exitCode(result);
  }

  /** Every answer has an id of its own. */
  private Set<String> answersMayDiffer() {
    Set<String> all = new LinkedHashSet<>(ignored);
    all.add("RequestId");
    return all;
  }

  private void refuseWhatContradicts() {
    if (endpoint.isPresent() && data.isPresent()) {
      throw new ParameterException(spec.commandLine(), "either --endpoint or --data, not both");
    }
    if (endpoint.filter(url -> !isWeb(url)).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--endpoint: expected a URL");
    }
  }

  private static boolean isWeb(URI url) {
    return url.getHost() != null
        && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
  }

  private LogReplay.Source source() {
    return new LogReplay.Source() {
      @Override
      public LoggedCalls wanted() throws IOException, ConfigException {
        return log.open();
      }

      @Override
      public LoggedCalls all() throws IOException, ConfigException {
        return log.openAll();
      }
    };
  }

  private Function<String, Optional<ReplayOptions.Pair>> pairs(ProxyConfig config) {
    Optional<String> key = environment.apply(KEY).filter(text -> !text.isBlank());
    Optional<String> secret = environment.apply(SECRET).filter(text -> !text.isBlank());
    if (key.isPresent() != secret.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "either both of $" + KEY + " and $" + SECRET + ", or neither");
    }
    if (key.isPresent()) {
      return caller -> Optional.of(new ReplayOptions.Pair(key.get(), new Secret(secret.get())));
    }
    return caller ->
        config.keys().stream()
            .filter(known -> known.id().equals(caller))
            .findFirst()
            .map(known -> new ReplayOptions.Pair(known.id(), known.secret()));
  }

  private void print(ReplayResult result, PrintWriter out) throws IOException {
    switch (format) {
      case text -> ReplayText.print(result, out);
      case json -> ReplayJson.write(result, out);
    }
    if (out.checkError()) {
      throw new IOException("The result could not be written.");
    }
  }

  /** Where not one call got an answer, nothing was compared. */
  private static int exitCode(ReplayResult result) {
    if (result.count(Verdict.SAME) + result.count(Verdict.DIFFERENT) == 0) {
      return NOT_RUN;
    }
    boolean same = result.count(Verdict.DIFFERENT) + result.count(Verdict.FAILED) == 0;
    return same ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
