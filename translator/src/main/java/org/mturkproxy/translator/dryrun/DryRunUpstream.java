package org.mturkproxy.translator.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReads;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Whole;

/**
 * The upstream of one legacy call that must not change anything: reads go there, writes are
 * answered here as if they had worked. What the same call then reads back fits what it "wrote".
 */
public final class DryRunUpstream implements Upstream {

  private final Upstream upstream;
  private final Clock clock;

  /** The HITs that this call "created". */
  private final Map<String, JsonNode> created = new ConcurrentHashMap<>();

  /** The HITs that this call "expired". */
  private final Set<String> expired = ConcurrentHashMap.newKeySet();

  private final Decisions decisions = new Decisions();

  /** Reads from this upstream. */
  public DryRunUpstream(Upstream upstream, Clock clock) {
    this.upstream = upstream;
    this.clock = clock;
  }

  @Override
  public CompletionStage<ModernReply> send(ModernCall call) {
    if (!ModernReads.onlyReads(call.operation())) {
      return written(call);
    }
    Optional<String> hitId = call.input().text("HITId");
    if (call.operation().equals("GetHIT") && hitId.isPresent()) {
      JsonNode known = created.get(hitId.get());
      return known == null
          ? upstream
              .send(call)
              .thenApply(reply -> expired.contains(hitId.get()) ? ended(reply) : reply)
          : done(known);
    }
    return upstream
        .send(call)
        .thenApply(
            reply ->
                reply.answer() instanceof ModernAnswer.Success success
                    ? new ModernReply(
                        new ModernAnswer.Success(decisions.shown(call, success.output())),
                        reply.attempts())
                    : reply);
  }

  private CompletionStage<ModernReply> written(ModernCall call) {
    if (call.operation().equals("UpdateQualificationType")) {
      return changedType(call);
    }
    if (call.operation().equals("UpdateExpirationForHIT")) {
      noteExpiration(call.input());
    }
    decisions.note(call);
    ObjectNode answer = MadeUp.answer(call, clock.instant());
    JsonNode hit = answer.path("HIT");
    if (hit.isObject()) {
      created.put(hit.path("HITId").asText(), answer);
    }
    return done(answer);
  }

  private void noteExpiration(Structure input) {
    long now = clock.instant().getEpochSecond();
    if (input
        .member("ExpireAt")
        .filter(at -> at instanceof Whole w && w.number() <= now)
        .isPresent()) {
      input.text("HITId").ifPresent(expired::add);
    }
  }

  /** A HIT that has just been ended is not offered any more. */
  private static ModernReply ended(ModernReply reply) {
    if (!(reply.answer() instanceof ModernAnswer.Success success)
        || !Set.of("Assignable", "Unassignable")
            .contains(success.output().path("HIT").path("HITStatus").asText())) {
      return reply;
    }
    ObjectNode answer = success.output().deepCopy();
    ((ObjectNode) answer.get("HIT")).put("HITStatus", "Reviewable");
    return new ModernReply(new ModernAnswer.Success(answer), reply.attempts());
  }

  /** The type as it is, with the changes; an error where there is none. */
  private CompletionStage<ModernReply> changedType(ModernCall call) {
    Structure look =
        call.input()
            .member("QualificationTypeId")
            .map(id -> Structure.EMPTY.with("QualificationTypeId", id))
            .orElse(Structure.EMPTY);
    return upstream
        .send(new ModernCall("GetQualificationType", look, Repeat.FREE))
        .thenApply(
            reply ->
                reply.answer() instanceof ModernAnswer.Success success
                    ? reply(merged(success.output(), call.input()))
                    : reply);
  }

  private static JsonNode merged(JsonNode answer, Structure changes) {
    ObjectNode merged = answer.deepCopy();
    if (merged.get("QualificationType") instanceof ObjectNode type) {
      type.setAll(MadeUp.json(changes));
    }
    return merged;
  }

  private static CompletionStage<ModernReply> done(JsonNode answer) {
    return CompletableFuture.completedFuture(reply(answer));
  }

  private static ModernReply reply(JsonNode answer) {
    return new ModernReply(new ModernAnswer.Success(answer), 1);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
