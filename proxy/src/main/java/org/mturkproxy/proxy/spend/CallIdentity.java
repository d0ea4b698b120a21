package org.mturkproxy.proxy.spend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.value.Structure;

/**
 * When two calls are one payment: the same operation with the same token that asks for the same. A
 * token with another amount is another payment, for it may be one upstream.
 *
 * @param hash of what makes it so; the ids of Workers are in no file
 * @param turn what it must be alone with, if anything
 */
record CallIdentity(String hash, Optional<String> turn) {

  private static final String TOKEN = "UniqueRequestToken";

  /** What says how much is spent, and on what. */
  private static final List<String> MEMBERS =
      List.of(
          "WorkerId",
          "AssignmentId",
          "BonusAmount",
          "HITId",
          "NumberOfAdditionalAssignments",
          "HITTypeId",
          "Reward",
          "MaxAssignments",
          "HITReviewPolicy",
          "AssignmentReviewPolicy");

  static CallIdentity of(ModernCall call) {
    Structure input = call.input();
    Optional<String> token = input.text(TOKEN).filter(text -> !text.isEmpty());
    StringBuilder text = new StringBuilder(call.operation());
    text.append('\n').append(token.orElseGet(() -> UUID.randomUUID().toString()));
    for (String member : MEMBERS) {
      text.append('\n');
      input.member(member).ifPresent(value -> text.append(value));
    }
    String hash = sha256(text.toString());
    Optional<String> hit = input.text("HITId").map(id -> "HIT " + id);
    return new CallIdentity(hash, hit.or(() -> token.map(any -> "token " + hash)));
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
