package org.mturkproxy.proxy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * One run through a log: each call is made again, one after the other, in the order of the log, and
 * what comes back is compared with what the log has.
 */
final class Replay {

  private static final int UNAVAILABLE = 503;

  private final ReplayOptions options;
  private final Optional<Stage> stage;
  private final LegacyPeer peer;
  private final Deeds deeds;
  private final ReplayResult result;
  private final Identities identities = new Identities();
  private final Substitution substitution;
  private final Effects effects = new Effects();

  /**
   * Prepares a run.
   *
   * @param stage where the log is played; empty: at an endpoint
   * @param peer answers the calls
   * @param deeds what Workers did meanwhile
   * @param result is told of each call
   */
  Replay(
      ReplayOptions options,
      Optional<Stage> stage,
      LegacyPeer peer,
      Deeds deeds,
      ReplayResult result) {
    this.options = options;
    this.stage = stage;
    this.peer = peer;
    this.deeds = deeds;
    this.result = result;
    boolean empty = stage.isPresent() && options.data().isEmpty();
    this.substitution = new Substitution(identities, stage.isPresent(), empty);
  }

  /** Makes a call again. */
  void play(JsonNode line) {
    LoggedLegacyCall call = LoggedLegacyCall.of(line);
    Optional<String> obstacle = obstacle(call);
    if (obstacle.isPresent()) {
      result.add(Replayed.skipped(call, obstacle.get()));
      return;
    }
    try {
      if (stage.isPresent()) {
        stage.get().advanceTo(call.time());
        repeatDeeds(call, line);
      }
      result.add(replayed(call));
    } catch (NotReplayableException e) {
      result.add(Replayed.skipped(call, e.getMessage()));
    } catch (IOException e) {
      result.add(Replayed.failed(call, reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.add(Replayed.failed(call, "interrupted"));
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** What the record alone tells. */
  private Optional<String> obstacle(LoggedLegacyCall call) {
    if (call.transport().equals("MODERN")) {
      return Optional.of("it is a modern call");
    }
    if (call.operation().equals("-")) {
      return Optional.of("its operation was not understood");
    }
    if (call.requests().isEmpty()) {
      return Optional.of("it was refused before its parameters were read: " + call.error());
    }
    if (call.outcome().equals("unavailable")) {
      return Optional.of("it was answered with \"try again\", which nothing can be compared with");
    }
    return effects.mayChange(call.operation()) ? obstacleToChange(call) : Optional.empty();
  }

  private Optional<String> obstacleToChange(LoggedLegacyCall call) {
    if (call.dryRun()) {
      return Optional.of("it was a dry run");
    }
    if (!call.called() && call.isOk()) {
      return Optional.of("nothing was done for it: it was a repetition, or only to be checked");
    }
    if (stage.isPresent()) {
      return Optional.empty();
    }
    if (!options.force()) {
      return Optional.of("it pays, makes or changes something: at an endpoint only with --force");
    }
    return call.called()
        ? Optional.empty()
        : Optional.of("it was refused before anything was done, and must not succeed now");
  }

  private void repeatDeeds(LoggedLegacyCall call, JsonNode line)
      throws IOException, InterruptedException {
    for (Deed deed : deeds.before(call, line)) {
      Optional<String> object =
          identities.now(deed.object()).or(() -> options.data().map(any -> deed.object()));
      if (object.isEmpty()) {
        substitution.cannotHave(
            deed.id(),
            "no call that was made again has made "
                + deed.object()
                + ", of which its "
                + deed.id()
                + " is");
        continue;
      }
      try {
        identities.match(deed.id(), stage.orElseThrow().perform(deed, object.get()));
      } catch (NotReplayableException e) {
        substitution.cannotHave(deed.id(), e.getMessage());
      }
    }
  }

  private Replayed replayed(LoggedLegacyCall call)
      throws NotReplayableException, IOException, InterruptedException {
    var requests = substitution.in(call);
    LegacyPeer.Answer answer = peer.send(call, requests, signature(call));
    if (answer.status() == UNAVAILABLE) {
      return Replayed.failed(call, "it was answered with HTTP 503");
    }
    Comparison comparison = new Comparison(identities, stage.isPresent(), options.ignored());
    if (call.status() != answer.status()) {
      comparison.add(
          "HTTP status", Integer.toString(call.status()), Integer.toString(answer.status()));
    }
    comparison.compare(XmlNode.parse(call.answer()), XmlNode.parse(answer.xml()));
    result.addHidden(comparison.hidden());
    List<Difference> differences = comparison.differences();
    return differences.isEmpty() ? Replayed.same(call) : Replayed.different(call, differences);
  }

  private LegacyPeer.Signature signature(LoggedLegacyCall call) throws NotReplayableException {
    Optional<ReplayOptions.Pair> pair =
        stage.isPresent()
            ? stage
                .get()
                .secretOf(call.caller())
                .map(secret -> new ReplayOptions.Pair(call.caller(), secret))
            : options.pairs().apply(call.caller());
    return pair.map(
            known ->
                new LegacyPeer.Signature(
                    known.accessKeyId(), new LegacySecret(known.secret().reveal())))
        .orElseThrow(
            () -> new NotReplayableException("there is no secret to sign for " + call.caller()));
  }
}
