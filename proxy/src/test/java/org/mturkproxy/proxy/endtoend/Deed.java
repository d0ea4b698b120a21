package org.mturkproxy.proxy.endtoend;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import org.mturkproxy.conformance.Meanings;

/**
 * A legacy call that creates, pays, tells or changes something, and how often it did.
 *
 * @param operation the legacy operation
 * @param modern the modern one that does it
 * @param again whether the proxy may send it again (mapping.md 3.1)
 * @param prepare makes what it is about
 */
record Deed(
    String operation, String modern, Again again, BiFunction<LegacySite, Objects, Ready> prepare) {

  /** The column "Again" of mapping.md 3.1. */
  enum Again {
    FREE,
    TOKEN,
    /** Its state can be read, and it is sent again only after that. */
    CHECK,
    NEVER
  }

  /** The parameters of the call, and what counts how often it took effect. */
  record Ready(Map<String, String> parameters, IntSupplier times) {}

  @Override
  public String toString() {
    return operation + " (" + modern + ")";
  }

  private static Ready ready(IntSupplier times, String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    return new Ready(named, times);
  }

  private static int total(LegacySite site, String operation, String... parameters) {
    return Integer.parseInt(site.call(operation, parameters).succeeded().text("TotalNumResults"));
  }

  private static BigDecimal balance(LegacySite site) {
    return new BigDecimal(site.call("GetAccountBalance").succeeded().text("Amount"));
  }

  /** How many assignments of a dollar, with the fee, were paid since. */
  private static IntSupplier payments(LegacySite site) {
    BigDecimal before = balance(site);
    return () -> before.subtract(balance(site)).divide(new BigDecimal("1.20")).intValueExact();
  }

  private static String hit(LegacySite site, String hit, String element) {
    return site.call("GetHIT", "HITId", hit).succeeded().text(element);
  }

  static Ready createHit(LegacySite site, Objects objects, boolean ofType) {
    Ready ready =
        ready(
            () -> total(site, "SearchHITs"),
            "LifetimeInSeconds",
            "3600",
            "Question",
            Meanings.QUESTION);
    if (ofType) {
      ready.parameters().put("HITTypeId", objects.hitType());
    } else {
      ready.parameters().put("Title", "t");
      ready.parameters().put("Description", "d");
      ready.parameters().put("Reward.Amount", "0.05");
      ready.parameters().put("AssignmentDurationInSeconds", "600");
    }
    return ready;
  }

  static Ready registerHitType(LegacySite site, Objects objects) {
    String name = objects.name();
    // Equal ones are one: the second registration of the test itself makes none.
    return ready(
        () -> (int) site.exchanges().stream().filter(e -> e.answer().errorCode().isEmpty()).count(),
        "Title",
        name,
        "Description",
        "d",
        "Reward.Amount",
        "0.05",
        "AssignmentDurationInSeconds",
        "600");
  }

  static Ready extendAssignments(LegacySite site, Objects objects) {
    String hit = objects.hit();
    return ready(
        () -> (Integer.parseInt(hit(site, hit, "MaxAssignments")) - 3) / 2,
        "HITId",
        hit,
        "MaxAssignmentsIncrement",
        "2");
  }

  static Ready extendLifetime(LegacySite site, Objects objects) {
    String hit = objects.hit();
    Instant before = Instant.parse(hit(site, hit, "Expiration"));
    return ready(
        () -> (int) Duration.between(before, Instant.parse(hit(site, hit, "Expiration"))).toHours(),
        "HITId",
        hit,
        "ExpirationIncrementInSeconds",
        "3600");
  }

  static Ready forceExpire(LegacySite site, Objects objects) {
    String hit = objects.hit();
    return ready(() -> hit(site, hit, "HITStatus").equals("Reviewable") ? 1 : 0, "HITId", hit);
  }

  static Ready dispose(LegacySite site, Objects objects) {
    String hit = objects.reviewableHit();
    return ready(() -> 1 - total(site, "SearchHITs"), "HITId", hit);
  }

  static Ready setAsReviewing(LegacySite site, Objects objects) {
    String hit = objects.reviewableHit();
    return ready(() -> hit(site, hit, "HITStatus").equals("Reviewing") ? 1 : 0, "HITId", hit);
  }

  static Ready grantBonus(LegacySite site, Objects objects) {
    String assignment = objects.submittedAssignment();
    return ready(
        () -> total(site, "GetBonusPayments", "AssignmentId", assignment),
        "AssignmentId",
        assignment,
        "WorkerId",
        Objects.WORKER,
        "BonusAmount.Amount",
        "0.50",
        "Reason",
        "x");
  }

  static Ready approve(LegacySite site, Objects objects) {
    String assignment = objects.submittedAssignment();
    return ready(payments(site), "AssignmentId", assignment);
  }

  static Ready approveRejected(LegacySite site, Objects objects) {
    String assignment = objects.rejectedAssignment();
    return ready(payments(site), "AssignmentId", assignment);
  }

  static Ready reject(LegacySite site, Objects objects) {
    String assignment = objects.submittedAssignment();
    return ready(
        () ->
            site.call("GetAssignment", "AssignmentId", assignment)
                    .succeeded()
                    .text("AssignmentStatus")
                    .equals("Rejected")
                ? 1
                : 0,
        "AssignmentId",
        assignment,
        "RequesterFeedback",
        "no");
  }

  private static IntSupplier holders(LegacySite site, String type) {
    return () -> total(site, "GetQualificationsForQualificationType", "QualificationTypeId", type);
  }

  static Ready assign(LegacySite site, Objects objects) {
    String type = objects.qualificationType();
    return ready(holders(site, type), "QualificationTypeId", type, "WorkerId", Objects.WORKER);
  }

  static Ready revoke(LegacySite site, Objects objects) {
    String type = objects.heldQualificationType();
    IntSupplier held = holders(site, type);
    return ready(
        () -> 1 - held.getAsInt(), "QualificationTypeId", type, "SubjectId", Objects.WORKER);
  }

  static Ready updateScore(LegacySite site, Objects objects) {
    String type = objects.heldQualificationType();
    return ready(
        () ->
            site.call(
                        "GetQualificationScore",
                        "QualificationTypeId",
                        type,
                        "SubjectId",
                        Objects.WORKER)
                    .succeeded()
                    .text("IntegerValue")
                    .equals("77")
                ? 1
                : 0,
        "QualificationTypeId",
        type,
        "SubjectId",
        Objects.WORKER,
        "IntegerValue",
        "77");
  }

  static Ready grant(LegacySite site, Objects objects) {
    String type = objects.qualificationType();
    return ready(holders(site, type), "QualificationRequestId", objects.qualificationRequest(type));
  }

  static Ready rejectRequest(LegacySite site, Objects objects) {
    String type = objects.qualificationType();
    String request = objects.qualificationRequest(type);
    return ready(
        () -> 1 - total(site, "GetQualificationRequests", "QualificationTypeId", type),
        "QualificationRequestId",
        request);
  }

  static Ready createQualificationType(LegacySite site, Objects objects) {
    String name = objects.name();
    return ready(
        () -> total(site, "SearchQualificationTypes", "Query", name, "MustBeOwnedByCaller", "true"),
        "Name",
        name,
        "Description",
        "d");
  }

  static Ready disposeQualificationType(LegacySite site, Objects objects) {
    String type = objects.qualificationType();
    return ready(
        () -> 1 - total(site, "SearchQualificationTypes", "MustBeOwnedByCaller", "true"),
        "QualificationTypeId",
        type);
  }

  static Ready block(LegacySite site, Objects objects) {
    return ready(() -> total(site, "GetBlockedWorkers"), "WorkerId", Objects.WORKER, "Reason", "x");
  }

  static Ready notifyWorkers(LegacySite site, Objects objects) {
    site.call("ApproveAssignment", "AssignmentId", objects.submittedAssignment()).succeeded();
    IntSupplier mails =
        () ->
            site.ask("/worker/messages", "{\"WorkerId\":\"" + Objects.WORKER + "\"}")
                .get("Messages")
                .size();
    int before = mails.getAsInt();
    return ready(
        () -> mails.getAsInt() - before,
        "Subject",
        "s",
        "MessageText",
        "m",
        "WorkerId.1",
        Objects.WORKER);
  }

  static Ready testNotification(LegacySite site, Objects objects) {
    return ready(
        () -> site.ask("/control/deliveries", "{}").get("Deliveries").size(),
        "Notification.1.Destination",
        "https://queue.amazonaws.com/123456789012/q",
        "Notification.1.Transport",
        "SQS",
        "Notification.1.Version",
        "2006-05-05",
        "TestEventType",
        "Ping");
  }
}
