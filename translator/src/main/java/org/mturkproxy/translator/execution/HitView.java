package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Memory;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * HITs as a legacy caller knows them. One that is being disabled is gone for its Requester, who was
 * told so: no list has it, and alone it is shown as disposed ({@code mapping.md} 3.7). One that the
 * proxy expired by the time 0 did not end in 1970 ({@code mapping.md} 3.6).
 */
final class HitView {

  private static final String HIT = "HIT";
  private static final String HITS = "HITs";
  private static final String EXPIRATION = "Expiration";

  /** No HIT is so old; a time zone's difference to 0 is within it. */
  private static final long FIRST_DAY = Duration.ofDays(1).toSeconds();

  private final Execution.Surroundings surroundings;

  HitView(Execution.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The reply as it is to be seen; the given one stays as it is. */
  ModernReply seen(ModernReply reply) {
    if (!(reply.answer() instanceof Success success)) {
      return reply;
    }
    JsonNode output = success.output();
    boolean hits = output.path(HITS).isArray();
    if (!hits && !output.path(HIT).isObject()) {
      return reply;
    }
    ObjectNode shown = ((ObjectNode) output).objectNode().setAll((ObjectNode) output);
    if (hits) {
      shown.set(HITS, listed(output.path(HITS)));
    } else {
      shown.set(HIT, alone(output.path(HIT)));
    }
    return new ModernReply(new Success(shown), reply.attempts(), reply.afterUnknown());
  }

  private JsonNode listed(JsonNode hits) {
    ArrayNode listed = ((ArrayNode) hits).arrayNode(hits.size());
    for (JsonNode hit : hits) {
      if (!isHidden(hit)) {
        listed.add(withExpiration(hit));
      }
    }
    return listed;
  }

  private JsonNode alone(JsonNode hit) {
    JsonNode shown = withExpiration(hit);
    return isHidden(hit) ? copy(shown).put("HITStatus", "Disposed") : shown;
  }

  private boolean isHidden(JsonNode hit) {
    return surroundings.backlog().isPromised(hit.path("HITId").asText());
  }

  private JsonNode withExpiration(JsonNode hit) {
    JsonNode expiration = hit.path(EXPIRATION);
    if (!expiration.isNumber() || expiration.asDouble() > FIRST_DAY) {
      return hit;
    }
    Optional<Instant> expired =
        surroundings
            .memory()
            .recall(Memory.EXPIRED_AT + hit.path("HITId").asText())
            .map(Instant::parse);
    return expired.isPresent() ? copy(hit).put(EXPIRATION, expired.get().getEpochSecond()) : hit;
  }

  private static ObjectNode copy(JsonNode hit) {
    return ((ObjectNode) hit).objectNode().setAll((ObjectNode) hit);
  }
}
