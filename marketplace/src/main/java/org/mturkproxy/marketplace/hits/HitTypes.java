package org.mturkproxy.marketplace.hits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;

/** The table of HIT types. */
public final class HitTypes {

  private final Ids ids;

  HitTypes(Ids ids) {
    this.ids = ids;
  }

  /** A HIT type with its ids. */
  public record Known(String id, String groupId, HitType type) {}

  /** The account's type with these values; makes it if there is none. */
  Known with(Transaction transaction, String account, HitType type) {
    String fingerprint = fingerprint(type);
    return transaction
        .first(
            "SELECT hit_type_id, group_id FROM hit_type WHERE account_id = ? AND fingerprint = ?",
            row -> new Known(row.text("hit_type_id"), row.text("group_id"), type),
            account,
            fingerprint)
        .orElseGet(() -> create(transaction, account, type, fingerprint));
  }

  private Known create(Transaction transaction, String account, HitType type, String fingerprint) {
    Known made = new Known(ids.next(), ids.next(), type);
    transaction.update(
        "INSERT INTO hit_type (hit_type_id, group_id, account_id, fingerprint,"
            + " auto_approval_delay, assignment_duration, reward_cents, title, keywords,"
            + " description, requirements, deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        made.id(),
        made.groupId(),
        account,
        fingerprint,
        type.autoApprovalDelay(),
        type.assignmentDuration(),
        type.reward().cents(),
        type.title(),
        type.keywords(),
        type.description(),
        Json.text(type.view().node().get("QualificationRequirements")));
    return made;
  }

  /**
   * A type of this account.
   *
   * @throws ApiException if there is none with this id
   */
  public static Known own(Transaction transaction, String account, String id) {
    return transaction
        .first(
            "SELECT * FROM hit_type WHERE hit_type_id = ? AND account_id = ? AND deleted = 0",
            row -> new Known(id, row.text("group_id"), HitType.of(row)),
            id,
            account)
        .orElseThrow(() -> ApiException.notValid(id, "HITTypeId"));
  }

  /**
   * Deletes the account's types that require a Qualification type; their HITs stay. Ids hold
   * neither signs of LIKE nor of JSON.
   */
  public static void deleteRequiring(
      Transaction transaction, String account, String qualificationTypeId) {
    transaction.update(
        "UPDATE hit_type SET deleted = 1, fingerprint = hit_type_id"
            + " WHERE account_id = ? AND deleted = 0 AND requirements LIKE ?",
        account,
        "%\"" + qualificationTypeId + "\"%");
  }

  private static String fingerprint(HitType type) {
    try {
      byte[] values = Json.text(type.view().node()).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(values));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
