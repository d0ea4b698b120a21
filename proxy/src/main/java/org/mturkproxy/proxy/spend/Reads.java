package org.mturkproxy.proxy.spend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** Looks at what is upstream, where the call alone does not say what it spends. */
final class Reads {

  private static final String AMOUNT = "[0-9]{1,12}(\\.[0-9]{0,12})?|\\.[0-9]{1,12}";

  /** A HIT, as far as it costs money. */
  record Hit(BigDecimal reward, long assignments) {}

  private final Upstream upstream;

  Reads(Upstream upstream) {
    this.upstream = upstream;
  }

  /** The HIT of this id. What upstream says instead of it is the answer of the call itself. */
  CompletionStage<Hit> hit(String hitId) {
    Structure input = Structure.EMPTY.with("HITId", new Text(hitId));
    return read("GetHIT", input)
        .thenApply(
            reply -> {
              if (reply.answer() instanceof ModernAnswer.Refused) {
                throw new SpendRefusedException(reply);
              }
              JsonNode hit = output(reply).path("HIT");
              JsonNode assignments = hit.path("MaxAssignments");
              Optional<BigDecimal> reward = reward(hit);
              if (reward.isEmpty() || !assignments.canConvertToExactIntegral()) {
                throw Refusals.notNow(NotExecuted.UNREACHABLE, "the HIT could not be read");
              }
              return new Hit(reward.get(), assignments.longValue());
            });
  }

  /** The reward that a HIT in an answer tells. */
  static Optional<BigDecimal> reward(JsonNode hit) {
    String reward = hit.path("Reward").asText();
    return reward.matches(AMOUNT) ? Optional.of(new BigDecimal(reward)) : Optional.empty();
  }

  CompletionStage<ModernReply> read(String operation, Structure input) {
    return upstream.send(new ModernCall(operation, input, Repeat.FREE));
  }

  /** The answer to a read, or else that the call itself was not sent. */
  static JsonNode output(ModernReply reply) {
    if (reply.answer() instanceof ModernAnswer.Success success) {
      return success.output();
    }
    if (reply.answer() instanceof NotExecuted) {
      throw new SpendRefusedException(reply);
    }
    throw Refusals.notNow(NotExecuted.UNREACHABLE, "what the call spends could not be read");
  }
}
