package org.mturkproxy.marketplace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.store.Transaction;

/** The messages that tell of events (companion section 8.6), until they are delivered. */
public final class Messages {

  /** The version whose events say more. */
  private static final String NEWER_VERSION = "2014-08-15";

  private Messages() {}

  /** Why mail stays in the outbox. */
  private static final String NO_MAIL_SERVER = "NoMailServer";

  /** Puts a message into the outbox; it is due at once, but for mail, which stays there. */
  public static void put(Transaction transaction, Input specification, Event event) {
    boolean mail = specification.text("Transport").equals("Email");
    transaction.update(
        "INSERT INTO delivery (account_id, transport, destination, body, created_at, attempts,"
            + " due_at, failure) VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
        event.account(),
        specification.text("Transport"),
        specification.text("Destination"),
        body(transaction, specification.text("Version"), event),
        event.at(),
        mail ? Optional.empty() : Optional.of(event.at()),
        mail ? Optional.of(NO_MAIL_SERVER) : Optional.empty());
  }

  private static String body(Transaction transaction, String version, Event event) {
    ObjectNode told = Json.object();
    told.put("EventType", event.type());
    told.put(
        "EventTimestamp",
        DateTimeFormatter.ISO_INSTANT.format(event.at().truncatedTo(ChronoUnit.SECONDS)));
    told.put("HITTypeId", event.hitTypeId());
    told.put("HITId", event.hitId());
    event.assignmentId().ifPresent(id -> told.put("AssignmentId", id));
    if (version.equals(NEWER_VERSION)) {
      groupId(transaction, event).ifPresent(id -> told.put("HITGroupId", id));
      answer(transaction, event).ifPresent(answer -> told.put("Answer", answer));
    }
    ObjectNode document = Json.object();
    document.put("EventDocVersion", version);
    document.put("EventDocId", UUID.randomUUID().toString().replace("-", ""));
    document.put("CustomerId", customerId(event.account()));
    document.putArray("Events").add(told);
    return Json.text(document);
  }

  private static Optional<String> groupId(Transaction transaction, Event event) {
    return transaction.first(
        "SELECT group_id FROM hit_type WHERE hit_type_id = ?",
        row -> row.text("group_id"),
        event.hitTypeId());
  }

  private static Optional<String> answer(Transaction transaction, Event event) {
    if (!event.type().equals(EventType.ASSIGNMENT_SUBMITTED.wire())) {
      return Optional.empty();
    }
    return transaction.first(
        "SELECT answer FROM assignment WHERE assignment_id = ?",
        row -> row.text("answer"),
        event.assignmentId());
  }

  /** An id in the shape of a Requester's, always the same for an account. */
  static String customerId(String account) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(account.getBytes(UTF_8));
      String number = new BigInteger(1, digest).toString(36).toUpperCase(Locale.ROOT);
      return "A" + number.substring(0, 13);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
