package org.mturkproxy.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.proxy.endtoend.Deed.Again;
import org.mturkproxy.proxy.endtoend.Deed.Ready;
import org.mturkproxy.proxy.endtoend.LegacySite.Answer;

/**
 * What the marketplace does wrong, for each operation that creates, pays or tells: it happens once
 * or not at all, and the client hears what is true (mapping.md 1.7, 1.9, 3.3).
 */
final class OutcomesUnderFaultsTest {

  private static final List<Deed> DEEDS =
      List.of(
          new Deed("CreateHIT", "CreateHIT", Again.TOKEN, (s, o) -> Deed.createHit(s, o, false)),
          new Deed(
              "CreateHIT",
              "CreateHITWithHITType",
              Again.TOKEN,
              (s, o) -> Deed.createHit(s, o, true)),
          new Deed(
              "ExtendHIT",
              "CreateAdditionalAssignmentsForHIT",
              Again.TOKEN,
              Deed::extendAssignments),
          new Deed("ExtendHIT", "UpdateExpirationForHIT", Again.CHECK, Deed::extendLifetime),
          new Deed("GrantBonus", "SendBonus", Again.TOKEN, Deed::grantBonus),
          new Deed("ApproveAssignment", "ApproveAssignment", Again.CHECK, Deed::approve),
          new Deed(
              "ApproveRejectedAssignment", "ApproveAssignment", Again.CHECK, Deed::approveRejected),
          new Deed("RejectAssignment", "RejectAssignment", Again.CHECK, Deed::reject),
          new Deed(
              "AssignQualification", "AssociateQualificationWithWorker", Again.CHECK, Deed::assign),
          new Deed(
              "UpdateQualificationScore",
              "AssociateQualificationWithWorker",
              Again.CHECK,
              Deed::updateScore),
          new Deed(
              "RevokeQualification",
              "DisassociateQualificationFromWorker",
              Again.CHECK,
              Deed::revoke),
          new Deed("GrantQualification", "AcceptQualificationRequest", Again.CHECK, Deed::grant),
          new Deed(
              "RejectQualificationRequest",
              "RejectQualificationRequest",
              Again.CHECK,
              Deed::rejectRequest),
          new Deed(
              "CreateQualificationType",
              "CreateQualificationType",
              Again.CHECK,
              Deed::createQualificationType),
          new Deed(
              "DisposeQualificationType",
              "DeleteQualificationType",
              Again.CHECK,
              Deed::disposeQualificationType),
          new Deed("DisposeHIT", "DeleteHIT", Again.CHECK, Deed::dispose),
          new Deed("SetHITAsReviewing", "UpdateHITReviewStatus", Again.CHECK, Deed::setAsReviewing),
          new Deed("NotifyWorkers", "NotifyWorkers", Again.NEVER, Deed::notifyWorkers),
          new Deed(
              "SendTestEventNotification",
              "SendTestEventNotification",
              Again.NEVER,
              Deed::testNotification),
          new Deed("ForceExpireHIT", "UpdateExpirationForHIT", Again.FREE, Deed::forceExpire),
          new Deed("BlockWorker", "CreateWorkerBlock", Again.FREE, Deed::block),
          new Deed("RegisterHITType", "CreateHITType", Again.FREE, Deed::registerHitType));

  /**
   * Whose request it was is known only where a list showed it before; without that, nobody knows
   * what became of it (mapping.md 3.3 rule 7). Wrong is a success that was none, and another error.
   */
  private static final Set<String> MAY_STAY_UNKNOWN = Set.of("GrantQualification");

  /**
   * Something that goes wrong.
   *
   * @param script without the operation and the count
   * @param executed whether the call is carried out all the same
   */
  private record Fault(String script, boolean executed) {

    boolean throttles() {
      return script.contains("throttle");
    }

    String of(Deed deed, String count) {
      return "{%s,\"operation\":\"%s\"%s}".formatted(script, deed.modern(), count);
    }

    @Override
    public String toString() {
      return script.replace("\"", "");
    }
  }

  private static final List<Fault> FAULTS =
      List.of(
          new Fault("\"kind\":\"throttle\"", false),
          new Fault("\"kind\":\"error\",\"status\":500", false),
          new Fault("\"kind\":\"error\",\"status\":500,\"withBody\":false", false),
          new Fault("\"kind\":\"error\",\"status\":500,\"afterCommit\":true", true),
          new Fault("\"kind\":\"error\",\"status\":503,\"withBody\":false", false),
          new Fault("\"kind\":\"close\"", false),
          new Fault("\"kind\":\"close\",\"afterCommit\":true", true),
          new Fault("\"kind\":\"cut\"", true));

  private static final List<Fault> LASTING =
      List.of(
          new Fault("\"kind\":\"throttle\"", false),
          new Fault("\"kind\":\"error\",\"status\":500", false),
          new Fault("\"kind\":\"close\"", false),
          new Fault("\"kind\":\"close\",\"afterCommit\":true", true));

  private static LegacySite patient;
  private static LegacySite hurried;

  @BeforeAll
  static void start() throws IOException {
    patient = new LegacySite(Duration.ofSeconds(25));
    hurried = new LegacySite(Duration.ofMillis(700));
  }

  @AfterAll
  static void stop() {
    patient.close();
    hurried.close();
  }

  static List<Arguments> once() {
    return product(FAULTS);
  }

  static List<Arguments> lasting() {
    return product(LASTING);
  }

  private static List<Arguments> product(List<Fault> faults) {
    List<Arguments> all = new ArrayList<>();
    for (Deed deed : DEEDS) {
      faults.forEach(fault -> all.add(Arguments.of(deed, fault)));
    }
    return all;
  }

  /** One attempt fails: what may be sent again is, and the client notices nothing. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("once")
  @Tag("trap-5.1.1")
  void oneFaultIsMendedWhereItCanBe(Deed deed, Fault fault) {
    patient.reset();
    Ready ready = deed.prepare().apply(patient, new Objects(patient));
    Answer answer = ask(patient, deed, ready, fault.of(deed, ",\"count\":1"));
    boolean untold =
        MAY_STAY_UNKNOWN.contains(deed.operation()) && !answer.outcome().equals("True");
    if ((deed.again() == Again.NEVER || untold) && !fault.throttles()) {
      assertUnknown(answer, deed);
      assertEquals(fault.executed() ? 1 : 0, ready.times().getAsInt());
    } else {
      answer.succeeded();
      assertEquals(1, ready.times().getAsInt(), answer.xml());
    }
  }

  /** Every attempt fails until the time is over. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lasting")
  @Tag("trap-5.1.4")
  @Tag("trap-5.2.4")
  @Tag("trap-5.2.5")
  void lastingFaultsAreToldAsTheyAre(Deed deed, Fault fault) {
    hurried.reset();
    Ready ready = deed.prepare().apply(hurried, new Objects(hurried));
    Answer answer = ask(hurried, deed, ready, fault.of(deed, ""));
    int times = ready.times().getAsInt();
    boolean untold =
        MAY_STAY_UNKNOWN.contains(deed.operation()) && !answer.outcome().equals("True");
    if (fault.throttles() || deed.again() == Again.FREE) {
      // Clients repeat this, and may: either nothing was done, or once more does no harm.
      assertEquals("503 ServiceUnavailable", answer.status() + " " + answer.outcome());
      assertTrue(deed.again() == Again.FREE || times == 0, "carried out " + times + " times");
    } else if (fault.executed() && deed.again() == Again.CHECK && !untold) {
      // The look at the state tells.
      answer.succeeded();
      assertEquals(1, times);
    } else {
      assertUnknown(answer, deed);
      assertEquals(fault.executed() ? 1 : 0, times);
    }
  }

  private static Answer ask(LegacySite site, Deed deed, Ready ready, String fault) {
    site.exchanges();
    site.fault(fault);
    Answer answer = site.call("2014-08-15", deed.operation(), ready.parameters());
    site.fault("");
    return answer;
  }

  /** Never an HTTP 5xx, and never a word that makes clients repeat the call. */
  private static void assertUnknown(Answer answer, Deed deed) {
    assertEquals("200 PROXY.OutcomeUnknown", answer.status() + " " + answer.outcome());
    assertTrue(answer.xml().startsWith("<?xml version=\"1.0\"?>\n<" + deed.operation()));
    assertTrue(!answer.xml().contains("ServiceUnavailable"), answer.xml());
  }
}
