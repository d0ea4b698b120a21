package org.mturkproxy.proxy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.proxy.traffic.LoggedCalls;

/** Plays a traffic log again. */
public final class LogReplay {

  /** Where a log is, to be read twice. */
  public interface Source {

    /** The calls that are to be made again. */
    LoggedCalls wanted() throws Exception;

    /** All calls: they tell more of what Workers did. */
    LoggedCalls all() throws Exception;
  }

  /** What stands in the record of calls with keys that are none of ours, or without one. */
  private static final Set<String> NOBODY = Set.of("-", "unknown");

  private final ProxyConfig config;
  private final ReplayOptions options;
  private final Clock clock;

  /**
   * Prepares replays.
   *
   * @param config what the marketplace of our own is like
   */
  public LogReplay(ProxyConfig config, ReplayOptions options, Clock clock) {
    this.config = config;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Makes the calls of a log again.
   *
   * @throws Exception if that cannot even begin, for the user to read
   */
  public ReplayResult play(Source source) throws Exception {
    if (options.endpoint().isPresent()) {
      URI endpoint = options.endpoint().get();
      return play(source, Optional.empty(), endpoint, new Deeds(), endpoint.toString());
    }
    Deeds deeds = new Deeds();
    Set<String> callers = new LinkedHashSet<>();
    source
        .all()
        .records(
            line -> {
              deeds.lookAt(line);
              callers.add(LoggedLegacyCall.of(line).caller());
            });
    callers.removeAll(NOBODY);
    Optional<Path> copy = options.data().isPresent() ? Optional.of(copied()) : Optional.empty();
    try (Stage stage = new Stage(config, copy, callers, clock)) {
      String place = "a marketplace of its own, " + (copy.isPresent() ? "a copy" : "empty");
      return play(source, Optional.of(stage), stage.endpoint(), deeds, place);
    } finally {
      if (copy.isPresent()) {
        delete(copy.get());
      }
    }
  }

  private ReplayResult play(
      Source source, Optional<Stage> stage, URI endpoint, Deeds deeds, String place)
      throws Exception {
    ReplayResult result = new ReplayResult(place);
    Replay replay = new Replay(options, stage, new LegacyPeer(endpoint, clock), deeds, result);
    LoggedCalls wanted = source.wanted();
    wanted.records((JsonNode line) -> replay.play(line));
    result.end(wanted.dropped(), wanted.unreadable());
    return result;
  }

  /** What is played must not change what is there. */
  private Path copied() throws IOException {
    Path from = options.data().orElseThrow();
    if (!Files.isRegularFile(from.resolve("marketplace.db"))) {
      throw new IOException("There is no marketplace in " + from + ".");
    }
    Path copy = Files.createTempDirectory("mturk-proxy-replay");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return copy;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
