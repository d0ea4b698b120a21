package org.mturkproxy.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.conformance.GeneratedRequest;
import org.mturkproxy.conformance.Meanings;
import org.mturkproxy.conformance.SdkModel;
import org.mturkproxy.proxy.endtoend.LegacySite.Answer;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * The smallest and the largest request that each operation takes, generated from its declaration,
 * in each version, through the server to the marketplace and back. Every modern call is one that
 * the AWS SDK knows.
 */
final class GeneratedRequestsTest {

  private static final List<String> VERSIONS =
      List.of("2005-10-01", "2007-06-21", "2011-10-01", "2012-03-25", "2013-11-15", "2014-08-15");

  private static LegacySite site;
  private static Objects objects;
  private static LiveRequests requests;

  @BeforeAll
  static void start() throws IOException {
    site = new LegacySite(Duration.ofSeconds(25));
    objects = new Objects(site);
    requests = new LiveRequests(objects);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static List<Arguments> requests() {
    List<Arguments> requests = new ArrayList<>();
    for (Operation operation : LegacyOperations.catalogue().operations()) {
      for (String version : VERSIONS) {
        requests.add(Arguments.of(operation.name(), version, false));
        requests.add(Arguments.of(operation.name(), version, true));
      }
    }
    return requests;
  }

  @ParameterizedTest(name = "{0} {1}, maximal: {2}")
  @MethodSource("requests")
  void isCarriedOutOrRefusedForWhatItIs(String name, String version, boolean maximal) {
    Operation operation = LegacyOperations.catalogue().find(name).orElseThrow();
    Map<String, String> parameters = requests.of(operation, maximal);
    site.exchanges();
    Answer answer = site.call(version, name, parameters);
    assertEquals(
        "200 " + Meanings.refusal(name).orElse("True"),
        answer.status() + " " + answer.outcome(),
        answer.xml());
    checkExchange(site.exchanges());
  }

  private static void checkExchange(List<Exchange> exchanges) {
    assertEquals(1, exchanges.size());
    assertEquals(List.of(), exchanges.get(0).warnings());
    for (ModernLeg leg : exchanges.get(0).legs()) {
      SdkModel.check(leg.call());
    }
  }

  /** A HIT of a type: what the type fixes is not needed, and not read. */
  @ParameterizedTest(name = "maximal: {0}")
  @ValueSource(booleans = {true, false})
  void aHitOfATypeIsMadeFromLess(boolean maximal) {
    Operation operation = LegacyOperations.catalogue().find("CreateHIT").orElseThrow();
    Map<String, String> meanings = requests.meanings("CreateHIT", maximal);
    meanings.put("HITTypeId", objects.hitType());
    meanings.put("+HITTypeId", "");
    Map<String, String> parameters =
        maximal
            ? GeneratedRequest.maximal(operation, meanings)
            : GeneratedRequest.minimal(operation, meanings);
    assertEquals(maximal, parameters.containsKey("Title"));
    site.exchanges();
    site.call("2014-08-15", "CreateHIT", parameters).succeeded();
    List<Exchange> exchanges = site.exchanges();
    checkExchange(exchanges);
    ModernLeg leg = exchanges.get(0).legs().get(0);
    assertEquals("CreateHITWithHITType", leg.call().operation());
    assertFalse(leg.call().input().has("Title"));
  }

  /** The marketplace looks into policies, so that these are real ones. */
  @Test
  void aHitWithBothReviewPoliciesIsMade() {
    Map<String, String> parameters =
        GeneratedRequest.minimal(
            LegacyOperations.catalogue().find("CreateHIT").orElseThrow(),
            requests.meanings("CreateHIT", false));
    parameters.put("AssignmentReviewPolicy.PolicyName", "ScoreMyKnownAnswers/2011-09-01");
    parameters.put("AssignmentReviewPolicy.Parameter.1.Key", "AnswerKey");
    parameters.put("AssignmentReviewPolicy.Parameter.1.MapEntry.1.Key", "q1");
    parameters.put("AssignmentReviewPolicy.Parameter.1.MapEntry.1.Value", "B");
    parameters.put("HITReviewPolicy.PolicyName", "SimplePlurality/2011-09-01");
    parameters.put("HITReviewPolicy.Parameter.1.Key", "QuestionIDs");
    parameters.put("HITReviewPolicy.Parameter.1.Value.1", "q1");
    parameters.put("HITReviewPolicy.Parameter.1.Value.2", "q2");
    parameters.put("HITReviewPolicy.Parameter.2.Key", "QuestionAgreementThreshold");
    parameters.put("HITReviewPolicy.Parameter.2.Value", "80");
    site.exchanges();
    site.call("2014-08-15", "CreateHIT", parameters).succeeded();
    checkExchange(site.exchanges());
  }

  @Test
  void whatTheMarketplaceFindsTooLargeIsTheLegacyErrorForIt() {
    Answer answer =
        site.call(
            "CreateQualificationType",
            "Name",
            objects.name(),
            "Description",
            "d",
            "RetryDelayInSeconds",
            "2147483648");
    assertEquals("200 AWS.ParameterOutOfRange", answer.status() + " " + answer.outcome());
  }
}
