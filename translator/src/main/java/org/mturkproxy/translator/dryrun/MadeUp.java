package org.mturkproxy.translator.dryrun;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;

/**
 * Answers to writes that were not sent, in the shapes of {@code mapping.md} section 2. An id that
 * is made up begins with {@code DRYRUN}, has the 30 characters of a real one, and is the same for
 * the same call.
 */
final class MadeUp {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARK = "DRYRUN";
  private static final int DIGITS = 24;

  /** What MTurk takes when nothing is said: 30 days. */
  private static final long AUTO_APPROVAL_SECONDS = 2_592_000;

  private MadeUp() {}

  static ObjectNode answer(ModernCall call, Instant now) {
    ObjectNode answer = DryRunUpstream.object();
    switch (call.operation()) {
      case "CreateHIT", "CreateHITWithHITType" -> answer.set("HIT", hit(call, now));
      case "CreateHITType" -> answer.put("HITTypeId", id(call));
      case "CreateQualificationType" ->
          answer
              .putObject("QualificationType")
              .put("QualificationTypeId", id(call))
              .put("CreationTime", seconds(now))
              .put("IsRequestable", true)
              .setAll(input(call));
      default -> {
        // The others answer with nothing in it.
      }
    }
    return answer;
  }

  private static ObjectNode hit(ModernCall call, Instant now) {
    Structure input = call.input();
    long assignments = input.whole("MaxAssignments", 1);
    ObjectNode hit = DryRunUpstream.object();
    hit.put("HITId", id(call))
        .put("HITTypeId", id(new ModernCall("CreateHITType", input, Repeat.FREE)))
        .put("HITGroupId", id(new ModernCall("HITGroup", input, Repeat.FREE)))
        .put("CreationTime", seconds(now))
        .put("HITStatus", "Assignable")
        .put("HITReviewStatus", "NotReviewed")
        .put("MaxAssignments", assignments)
        .put("AutoApprovalDelayInSeconds", AUTO_APPROVAL_SECONDS)
        .put("Expiration", seconds(now.plusSeconds(input.whole("LifetimeInSeconds", 0))))
        .put("NumberOfAssignmentsPending", 0)
        .put("NumberOfAssignmentsAvailable", assignments)
        .put("NumberOfAssignmentsCompleted", 0);
    hit.setAll(input(call));
    hit.remove("LifetimeInSeconds");
    return hit;
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond());
  }

  private static ObjectNode input(ModernCall call) {
    return json(call.input().without("UniqueRequestToken"));
  }

  /** The members as the modern API writes them. */
  static ObjectNode json(Structure input) {
    try {
      return (ObjectNode) JSON.readTree(new ModernCall("", input, Repeat.FREE).body());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: it was written as JSON", e);
    }
  }

  /** Without the token, which is random where the caller gave none. */
  private static String id(ModernCall call) {
    ModernCall same =
        new ModernCall(call.operation(), call.input().without("UniqueRequestToken"), call.repeat());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(same.target().getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().withUpperCase().formatHex(digest.digest(same.body()));
      return MARK + hex.substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
