package org.mturkproxy.proxy.endtoend;

import java.util.concurrent.atomic.AtomicInteger;
import org.mturkproxy.conformance.Meanings;

/** Makes what calls are about. */
final class Objects {

  private static final String ANSWER =
      "<QuestionFormAnswers xmlns='http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/"
          + "2005-10-01/QuestionFormAnswers.xsd'><Answer><QuestionIdentifier>q</QuestionIdentifier>"
          + "<FreeText>x</FreeText></Answer></QuestionFormAnswers>";

  static final String WORKER = "A1WORKER";

  private final LegacySite site;
  private final AtomicInteger names = new AtomicInteger();

  Objects(LegacySite site) {
    this.site = site;
  }

  /** A name that nothing had before. */
  String name() {
    return "Object " + names.incrementAndGet();
  }

  String hitType() {
    return site.call(
            "RegisterHITType",
            "Title",
            name(),
            "Description",
            "d",
            "Reward.Amount",
            "1.00",
            "AssignmentDurationInSeconds",
            "600")
        .succeeded()
        .text("HITTypeId");
  }

  /** Three assignments of a dollar, for a day. */
  String hit() {
    return site.call(
            "CreateHIT",
            "HITTypeId",
            hitType(),
            "MaxAssignments",
            "3",
            "LifetimeInSeconds",
            "86400",
            "Question",
            Meanings.QUESTION)
        .succeeded()
        .text("HITId");
  }

  String reviewableHit() {
    String hit = hit();
    site.call("ForceExpireHIT", "HITId", hit).succeeded();
    return hit;
  }

  String reviewingHit() {
    String hit = reviewableHit();
    site.call("SetHITAsReviewing", "HITId", hit).succeeded();
    return hit;
  }

  String acceptedAssignment(String hit) {
    String body = "{\"WorkerId\":\"%s\",\"HITId\":\"%s\"}".formatted(WORKER, hit);
    return site.ask("/worker/assignments/accept", body).get("AssignmentId").asText();
  }

  String submittedAssignment() {
    String id = acceptedAssignment(hit());
    site.ask("/worker/assignments/" + id + "/submit", "{\"Answer\":\"" + ANSWER + "\"}");
    return id;
  }

  String rejectedAssignment() {
    String id = submittedAssignment();
    site.call("RejectAssignment", "AssignmentId", id).succeeded();
    return id;
  }

  /** One that came with a file for the question {@code photo}. */
  String assignmentWithFile() {
    String id = acceptedAssignment(hit());
    site.ask("/worker/assignments/" + id + "/files/photo", "{}");
    site.ask("/worker/assignments/" + id + "/submit", "{\"Answer\":\"" + ANSWER + "\"}");
    return id;
  }

  String qualificationType() {
    return site.call("CreateQualificationType", "Name", name(), "Description", "d")
        .succeeded()
        .text("QualificationTypeId");
  }

  /** One that the Worker holds with the value 1. */
  String heldQualificationType() {
    String type = qualificationType();
    site.call("AssignQualification", "QualificationTypeId", type, "WorkerId", WORKER).succeeded();
    return type;
  }

  String qualificationRequest(String type) {
    String body = "{\"WorkerId\":\"%s\",\"QualificationTypeId\":\"%s\"}".formatted(WORKER, type);
    return site.ask("/worker/qualification-requests", body).get("QualificationRequestId").asText();
  }
}
