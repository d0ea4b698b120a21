package org.mturkproxy.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.SpendCaps;
import org.mturkproxy.conformance.Meanings;
import org.mturkproxy.proxy.endtoend.LegacySite.Answer;

/** What clients of the legacy API read when their key has caps, and what is paid then. */
@Timeout(120)
final class SpendEndToEndTest {

  private static final String RANGE = "AWS.ParameterOutOfRange";
  private static final String VALUE = "AWS.MechanicalTurk.InvalidParameterValue";
  private static final String FUNDS = "AWS.MechanicalTurk.InsufficientFunds";

  /** The Objects of the tests offer 1.00 USD. */
  private static final SpendCaps CAPS =
      new SpendCaps(usd("1.00"), Optional.of(5), usd("4.00"), usd("5.00"), Optional.empty());

  @TempDir Path directory;
  private LegacySite site;

  private static Optional<BigDecimal> usd(String amount) {
    return Optional.of(new BigDecimal(amount));
  }

  private static SpendCaps rewards(String most) {
    return new SpendCaps(
        usd(most), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Objects start(SpendCaps caps) throws IOException {
    return start(caps, Duration.ofSeconds(25));
  }

  /** With what the site before it left behind. */
  private Objects start(SpendCaps caps, Duration budget) throws IOException {
    stop();
    site =
        new LegacySite(
            budget,
            new KeyRules(CallLimits.DEFAULT, Optional.empty(), Optional.empty(), caps),
            Optional.of(directory));
    return new Objects(site);
  }

  @AfterEach
  void stop() {
    if (site != null) {
      site.close();
    }
  }

  private Answer rest(String assignment, String amount) {
    return site.call("GrantBonus", bonus(assignment, amount));
  }

  private static String[] bonus(String assignment, String amount) {
    return new String[] {
      "WorkerId",
      Objects.WORKER,
      "AssignmentId",
      assignment,
      "Reason",
      "r",
      "BonusAmount.1.Amount",
      amount,
      "BonusAmount.1.CurrencyCode",
      "USD"
    };
  }

  private Answer soap(String assignment, String amount) {
    return site.soap(
        "GrantBonus",
        "<Request><WorkerId>"
            + Objects.WORKER
            + "</WorkerId><BonusAmount><Amount>"
            + amount
            + "</Amount><CurrencyCode>USD</CurrencyCode></BonusAmount><AssignmentId>"
            + assignment
            + "</AssignmentId><Reason>r</Reason></Request>");
  }

  private void assertRefused(String code, String words, Answer answer) {
    assertEquals("200 " + code, answer.status() + " " + answer.outcome(), answer.xml());
    assertTrue(answer.xml().contains(words), answer.xml());
  }

  private String bonuses(String assignment) {
    return site.call("GetBonusPayments", "AssignmentId", assignment)
        .succeeded()
        .text("TotalNumResults");
  }

  @Test
  void bonusesOverRestAndSoapCountTogether() throws Exception {
    String assignment = start(CAPS).submittedAssignment();
    String words = "The value you specified for BonusAmount is invalid.";
    assertRefused(RANGE, words, rest(assignment, "4.01"));
    assertRefused(RANGE, words, soap(assignment, "4.01"));
    rest(assignment, "3.00").succeeded();
    assertRefused(FUNDS, "3.00 USD are spent or promised", soap(assignment, "2.01"));
    soap(assignment, "2.00").succeeded();
    assertRefused(FUNDS, "5.00 USD are spent or promised", rest(assignment, "0.01"));
    assertEquals("2", bonuses(assignment));
  }

  @Test
  void theDaysSumOutlivesARestart() throws Exception {
    String assignment = start(CAPS).submittedAssignment();
    rest(assignment, "3.00").succeeded();
    start(CAPS);
    assertRefused(FUNDS, "asks for 3.00 USD", rest(assignment, "3.00"));
    rest(assignment, "2.00").succeeded();
    assertEquals("2", bonuses(assignment));
  }

  @Test
  void whatMayHaveBeenPaidCounts() throws Exception {
    String assignment = start(CAPS).submittedAssignment();
    start(CAPS, Duration.ofMillis(700));
    site.fault("{\"kind\":\"close\",\"operation\":\"SendBonus\"}");
    assertEquals("PROXY.OutcomeUnknown", rest(assignment, "3.00").outcome());
    site.fault("");
    assertRefused(FUNDS, "3.00 USD are spent or promised", rest(assignment, "3.00"));
    assertEquals("0", bonuses(assignment));
  }

  @Test
  void eachRequestOfABatchCounts() throws Exception {
    String assignment = start(CAPS).submittedAssignment();
    Map<String, String> batch = new LinkedHashMap<>();
    for (int request = 1; request <= 4; request++) {
      String[] one = bonus(assignment, "2.00");
      for (int i = 0; i < one.length; i += 2) {
        batch.put("GrantBonus." + request + "." + one[i], one[i + 1]);
      }
    }
    Answer answer = site.call("2014-08-15", "GrantBonus", batch);
    assertEquals(2, answer.xml().split("<IsValid>True</IsValid>", -1).length - 1, answer.xml());
    assertEquals(2, answer.xml().split("<Code>" + FUNDS, -1).length - 1, answer.xml());
    assertEquals("2", bonuses(assignment));
  }

  @ParameterizedTest
  @CsvSource({"2014-08-15, True", "2008-08-02, True"})
  void aRepeatWithTheClientsTokenCountsOnce(String version, String first) throws Exception {
    String assignment = start(CAPS).submittedAssignment();
    Map<String, String> named = new LinkedHashMap<>();
    String[] one = bonus(assignment, "3.00");
    for (int i = 0; i < one.length; i += 2) {
      named.put(one[i], one[i + 1]);
    }
    named.put("UniqueRequestToken", "mine");
    assertEquals(first, site.call(version, "GrantBonus", named).outcome());
    assertEquals(
        "AWS.MechanicalTurk.DuplicateCall", site.call(version, "GrantBonus", named).outcome());
    rest(assignment, "2.00").succeeded();
    assertEquals("2", bonuses(assignment));
  }

  @Test
  void anotherCurrencyIsNeverPaid() throws Exception {
    String assignment = start(CAPS).submittedAssignment();
    Answer answer =
        site.call(
            "GrantBonus",
            "WorkerId",
            Objects.WORKER,
            "AssignmentId",
            assignment,
            "Reason",
            "r",
            "BonusAmount.1.Amount",
            "1.00",
            "BonusAmount.1.CurrencyCode",
            "JPY");
    assertRefused(VALUE, "JPY", answer);
    assertEquals("0", bonuses(assignment));
  }

  private Answer register(String reward) {
    return site.call(
        "RegisterHITType",
        "Title",
        "t " + reward,
        "Description",
        "d",
        "Reward.1.Amount",
        reward,
        "AssignmentDurationInSeconds",
        "600");
  }

  private Answer create(String type) {
    return site.call(
        "CreateHIT", "HITTypeId", type, "LifetimeInSeconds", "3600", "Question", Meanings.QUESTION);
  }

  @Test
  void rewardsAreCappedWhereverTheyAreNamed() throws Exception {
    start(CAPS);
    assertRefused(RANGE, "for Reward is invalid", register("1.01"));
    Answer hit =
        site.call(
            "CreateHIT",
            "Title",
            "t",
            "Description",
            "d",
            "Reward.1.Amount",
            "1.01",
            "AssignmentDurationInSeconds",
            "600",
            "LifetimeInSeconds",
            "3600",
            "Question",
            Meanings.QUESTION);
    assertRefused(RANGE, "between 0.00 and 1.00 USD", hit);
    create(register("1.00").succeeded().text("HITTypeId")).succeeded();
    assertEquals("1", site.call("SearchHITs").succeeded().text("TotalNumResults"));
  }

  /** Types of before the cap are no hole in it. */
  @Test
  void anOlderTypeIsJudgedByItsHitsOrRegisteredAgain() throws Exception {
    start(SpendCaps.NONE);
    String dear = register("2.00").succeeded().text("HITTypeId");
    String cheap = register("1.00").succeeded().text("HITTypeId");
    String unused = register("0.50").succeeded().text("HITTypeId");
    create(dear).succeeded();
    create(cheap).succeeded();

    start(rewards("1.00"));
    assertRefused(VALUE, "Its reward is 2.00 USD", create(dear));
    create(cheap).succeeded();
    assertRefused(VALUE, "Register it again", create(unused));
    assertEquals(unused, register("0.50").succeeded().text("HITTypeId"));
    create(unused).succeeded();
    assertEquals("4", site.call("SearchHITs").succeeded().text("TotalNumResults"));
  }

  @Test
  void aHitIsExtendedUpToTheCapAndNotBeyond() throws Exception {
    String hit = start(CAPS).hit();
    Answer beyond = site.call("ExtendHIT", "HITId", hit, "MaxAssignmentsIncrement", "3");
    assertRefused(RANGE, "MaxAssignmentsIncrement", beyond);
    site.call("ExtendHIT", "HITId", hit, "MaxAssignmentsIncrement", "2").succeeded();
    beyond = site.call("ExtendHIT", "HITId", hit, "MaxAssignmentsIncrement", "1");
    assertRefused(RANGE, "a HIT that has 5", beyond);
    assertEquals("5", site.call("GetHIT", "HITId", hit).succeeded().text("MaxAssignments"));
  }

  @Test
  void aHitIsNotMovedToATypeThatPaysTooMuch() throws Exception {
    start(SpendCaps.NONE);
    String dear = register("2.00").succeeded().text("HITTypeId");
    create(dear).succeeded();
    String hit = new Objects(site).hit();
    start(rewards("1.00"));
    assertRefused(
        VALUE, "HITTypeId", site.call("ChangeHITTypeOfHIT", "HITId", hit, "HITTypeId", dear));
    assertEquals("1.00", site.call("GetHIT", "HITId", hit).succeeded().text("Amount"));
  }

  @Test
  void approvalsAreNotCapped() throws Exception {
    SpendCaps nothing =
        new SpendCaps(usd("0.00"), Optional.of(1), usd("0.00"), usd("0.00"), usd("0.00"));
    String assignment = start(SpendCaps.NONE).submittedAssignment();
    start(nothing);
    site.call("ApproveAssignment", "AssignmentId", assignment).succeeded();
    assertEquals(
        List.of("ApproveAssignment"),
        site.exchanges().stream()
            .flatMap(e -> e.legs().stream())
            .map(l -> l.call().operation())
            .toList());
  }
}
