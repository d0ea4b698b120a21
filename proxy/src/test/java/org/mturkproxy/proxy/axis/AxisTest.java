package org.mturkproxy.proxy.axis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.proxy.EmbeddedConfig;
import org.mturkproxy.proxy.FreePort;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Transport;

/**
 * Axis 1.4, on which the official Java SDK stands, with the WSDL that we serve and a Worker. It
 * throws a whole answer away for one element, word or namespace that the WSDL does not have.
 */
class AxisTest {

  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYAXISKEY";
  private static final String WORKER = "A1WORKEREXAMPLE";
  private static final String OTHER = "A2WORKEREXAMPLE";
  private static final String SCHEMAS =
      "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/";
  private static final String QUESTION =
      "<QuestionForm xmlns=\""
          + SCHEMAS
          + "QuestionForm.xsd\"><Question><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<QuestionContent><Text>é \uD83D\uDE00 &amp; ü</Text></QuestionContent>"
          + "<AnswerSpecification><FreeTextAnswer/></AnswerSpecification></Question>"
          + "</QuestionForm>";
  private static final String ANSWER =
      "<QuestionFormAnswers xmlns=\\\""
          + SCHEMAS
          + "QuestionFormAnswers.xsd\\\"><Answer><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<FreeText>yes</FreeText></Answer></QuestionFormAnswers>";
  private static final Map<String, ?> NOTIFICATION =
      Map.of(
          "Destination", "turk@example.org",
          "Transport", "Email",
          "Version", "2006-05-05",
          "EventType", List.of("AssignmentSubmitted"));

  @TempDir Path directory;

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private int marketplace;
  private ProxyRuntime proxy;

  @BeforeEach
  void start() throws IOException {
    marketplace = FreePort.one();
    ProxyConfig config = EmbeddedConfig.withWorkers(marketplace, KEY, SECRET);
    proxy = ProxyRuntime.start(LoadedConfig.of(config), Clock.systemUTC(), exchanges::add);
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private AxisClient client(String version) throws Exception {
    URL wsdl =
        URI.create(
                "http://127.0.0.1:%d/AWSMechanicalTurk/%s/AWSMechanicalTurkRequester.wsdl"
                    .formatted(proxy.address().getPort(), version))
            .toURL();
    return AxisClient.of(wsdl, directory, KEY, new LegacySecret(SECRET));
  }

  @Test
  void callsEveryOperationButHelpWhichAxisCannotRead() throws Exception {
    try (AxisClient turk = client("2014-08-15")) {
      qualifications(turk);
      String hit = hits(turk);
      assignments(turk, hit);
      others(turk, hit);
      // Axis takes the Request in Information for one more Information, and finds no IsValid in it.
      assertThrows(
          InvocationTargetException.class,
          () -> turk.call("Help", Map.of("About", List.of("GetHIT"), "HelpType", "Operation")));
      Set<String> expected = turk.operations();
      assertTrue(expected.remove("Help"));
      assertEquals(43, expected.size());
      assertEquals(expected, turk.answered());
    }
    assertEquals(
        List.of(Transport.SOAP),
        exchanges.stream().map(e -> e.received().transport()).distinct().toList());
  }

  /** The HIT has a group since 2012, which this version must not see. */
  @Test
  void understandsAnswersInAnOldVersion() throws Exception {
    try (AxisClient turk = client("2007-06-21")) {
      Object made =
          valid(
              turk.call(
                  "CreateHIT",
                  hit(
                      List.of(
                          Map.of(
                              "QualificationTypeId", "00000000000000000071",
                              "Comparator", "EqualTo",
                              "LocaleValue", Map.of("Country", "US"))))));
      Object found = valid(turk.call("GetHIT", Map.of("HITId", AxisClient.get(made, "HITId"))));
      assertEquals(QUESTION, AxisClient.get(found, "Question"));
      assertEquals("US", AxisClient.get(found, "QualificationRequirement.LocaleValue.Country"));
    }
  }

  private static Map<String, ?> hit(List<?> requirements) {
    return Map.of(
        "Title",
        "Tag a photo",
        "Description",
        "Choose tags",
        "Question",
        QUESTION,
        "Reward",
        Map.of("Amount", 0.1, "CurrencyCode", "USD"),
        "AssignmentDurationInSeconds",
        600,
        "LifetimeInSeconds",
        86400,
        "MaxAssignments",
        2,
        "QualificationRequirement",
        requirements,
        "ResponseGroup",
        List.of("Minimal", "HITDetail", "HITQuestion"));
  }

  private static void qualifications(AxisClient turk) throws Exception {
    String type =
        text(
            valid(
                turk.call(
                    "CreateQualificationType",
                    Map.of(
                        "Name", "Photo skill",
                        "Description", "Knows photos",
                        "QualificationTypeStatus", "Active"))),
            "QualificationTypeId");
    Map<String, ?> ofType = Map.of("QualificationTypeId", type);
    Map<String, ?> ofWorker = Map.of("QualificationTypeId", type, "SubjectId", WORKER);
    valid(
        turk.call(
            "UpdateQualificationType", Map.of("QualificationTypeId", type, "Description", "é")));
    assertEquals("é", text(valid(turk.call("GetQualificationType", ofType)), "Description"));
    assertEquals(
        1,
        AxisClient.get(
            valid(
                turk.call(
                    "SearchQualificationTypes",
                    Map.of("MustBeRequestable", false, "MustBeOwnedByCaller", true))),
            "TotalNumResults"));
    valid(
        turk.call(
            "AssignQualification",
            Map.of("QualificationTypeId", type, "WorkerId", WORKER, "IntegerValue", 5)));
    valid(
        turk.call(
            "UpdateQualificationScore",
            Map.of("QualificationTypeId", type, "SubjectId", WORKER, "IntegerValue", 7)));
    assertEquals(
        7, AxisClient.get(valid(turk.call("GetQualificationScore", ofWorker)), "IntegerValue"));
    Object page = valid(turk.call("GetQualificationsForQualificationType", ofType));
    assertEquals(WORKER, text(page, "Qualification.SubjectId"));
    assertEquals(
        0, AxisClient.get(valid(turk.call("GetQualificationRequests", ofType)), "NumResults"));
    refused(
        "AWS.MechanicalTurk.QualificationRequestDoesNotExist",
        turk.call("GrantQualification", Map.of("QualificationRequestId", "3NOSUCHREQUEST")));
    refused(
        "AWS.MechanicalTurk.QualificationRequestDoesNotExist",
        turk.call(
            "RejectQualificationRequest", Map.of("QualificationRequestId", "3NOSUCHREQUEST")));
    valid(turk.call("RevokeQualification", ofWorker));
    assertEquals(
        0, AxisClient.get(valid(turk.call("GetHITsForQualificationType", ofType)), "NumResults"));
    valid(turk.call("DisposeQualificationType", ofType));
  }

  private static String hits(AxisClient turk) throws Exception {
    List<Object> made =
        turk.call(
            "CreateHIT",
            List.of(hit(List.of()), Map.of("HITTypeId", "3NOSUCHTYPE"), hit(List.of())));
    assertEquals(3, made.size());
    String hit = text(valid(made.subList(0, 1)), "HITId");
    assertEquals("False", text(made.get(1), "Request.IsValid"));
    String other = text(valid(made.subList(2, 3)), "HITId");
    Object found = valid(turk.call("GetHIT", Map.of("HITId", hit)));
    assertEquals(QUESTION, text(found, "Question"));
    assertEquals(new BigDecimal("0.10"), AxisClient.get(found, "Reward.Amount"));
    assertEquals(
        2,
        AxisClient.get(valid(turk.call("SearchHITs", Map.of("PageSize", 10))), "TotalNumResults"));
    valid(
        turk.call(
            "ExtendHIT",
            Map.of(
                "HITId", hit, "MaxAssignmentsIncrement", 1, "ExpirationIncrementInSeconds", 60)));
    String type =
        text(
            valid(
                turk.call(
                    "RegisterHITType",
                    Map.of(
                        "Title",
                        "Other",
                        "Description",
                        "d",
                        "Reward",
                        Map.of("Amount", 0.3, "CurrencyCode", "USD"),
                        "AssignmentDurationInSeconds",
                        60))),
            "HITTypeId");
    valid(turk.call("ChangeHITTypeOfHIT", Map.of("HITId", other, "HITTypeId", type)));
    valid(
        turk.call(
            "SetHITTypeNotification",
            Map.of("HITTypeId", type, "Notification", NOTIFICATION, "Active", true)));
    valid(
        turk.call(
            "SendTestEventNotification",
            Map.of("Notification", NOTIFICATION, "TestEventType", "AssignmentSubmitted")));
    valid(turk.call("ForceExpireHIT", Map.of("HITId", other)));
    valid(turk.call("DisposeHIT", Map.of("HITId", other)));
    return hit;
  }

  private void assignments(AxisClient turk, String hit) throws Exception {
    String one = work(WORKER, hit);
    String two = work(OTHER, hit);
    Object page = valid(turk.call("GetAssignmentsForHIT", Map.of("HITId", hit)));
    assertEquals(2, AxisClient.get(page, "NumResults"));
    Object found = valid(turk.call("GetAssignment", Map.of("AssignmentId", one)));
    assertEquals(WORKER, text(found, "Assignment.WorkerId"));
    assertEquals(hit, text(found, "HIT.HITId"));
    valid(turk.call("ApproveAssignment", Map.of("AssignmentId", one, "RequesterFeedback", "☺")));
    valid(turk.call("RejectAssignment", Map.of("AssignmentId", two, "RequesterFeedback", "no")));
    valid(turk.call("ApproveRejectedAssignment", Map.of("AssignmentId", two)));
    refused(
        "AWS.MechanicalTurk.InvalidAssignmentState",
        turk.call("ApproveAssignment", Map.of("AssignmentId", one)));
    valid(
        turk.call(
            "GrantBonus",
            Map.of(
                "WorkerId",
                WORKER,
                "AssignmentId",
                one,
                "Reason",
                "Well done",
                "BonusAmount",
                Map.of("Amount", 0.3, "CurrencyCode", "USD"))));
    Object paid = valid(turk.call("GetBonusPayments", Map.of("HITId", hit)));
    assertEquals(new BigDecimal("0.30"), AxisClient.get(paid, "BonusPayment.BonusAmount.Amount"));
    turk.call("GetFileUploadURL", Map.of("AssignmentId", one, "QuestionIdentifier", "q1"));
    valid(turk.call("GetReviewResultsForHIT", Map.of("HITId", hit)));
  }

  private static void others(AxisClient turk, String hit) throws Exception {
    assertEquals(
        "$9,998.96".length(),
        text(valid(turk.call("GetAccountBalance", Map.of())), "AvailableBalance.FormattedPrice")
            .length());
    valid(turk.call("BlockWorker", Map.of("WorkerId", OTHER, "Reason", "\uD83D\uDE00")));
    assertEquals(
        "\uD83D\uDE00",
        text(valid(turk.call("GetBlockedWorkers", Map.of())), "WorkerBlock.Reason"));
    valid(turk.call("UnblockWorker", Map.of("WorkerId", OTHER)));
    valid(
        turk.call(
            "NotifyWorkers",
            Map.of("Subject", "s", "MessageText", "m", "WorkerId", List.of(WORKER))));
    valid(turk.call("GetReviewableHITs", Map.of()));
    refused(
        "AWS.MechanicalTurk.InvalidHITState", turk.call("SetHITAsReviewing", Map.of("HITId", hit)));
    Object gone = valid(turk.call("CreateHIT", hit(List.of())));
    Map<String, ?> disabled = Map.of("HITId", text(gone, "HITId"));
    valid(turk.call("DisableHIT", disabled));
    refused("AWS.MechanicalTurk.InvalidHITState", turk.call("DisableHIT", disabled));
    statistics(turk);
    refused(
        "AWS.MechanicalTurk.HITDoesNotExist",
        turk.call("GetHIT", Map.of("HITId", "3NONEXISTENT00000000000000000X")));
  }

  /** What can be known is computed, the rest is refused; Axis takes both. */
  private static void statistics(AxisClient turk) throws Exception {
    Object known =
        valid(
            turk.call(
                "GetRequesterStatistic",
                Map.of("Statistic", "NumberAssignmentsPending", "TimePeriod", "LifeToDate")));
    assertEquals(0L, AxisClient.get(known, "DataPoint.LongValue"));
    refused(
        "AWS.MechanicalTurk.InvalidParameterValue",
        turk.call(
            "GetRequesterWorkerStatistic",
            Map.of(
                "Statistic",
                "NumberAssignmentsApproved",
                "TimePeriod",
                "LifeToDate",
                "WorkerId",
                WORKER)));
  }

  private String work(String worker, String hit) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + marketplace + "/worker/assignments"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"WorkerId\":\"%s\",\"HITId\":\"%s\",\"Answer\":\"%s\"}"
                        .formatted(worker, hit, ANSWER)))
            .build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return answer.replaceAll(".*\"AssignmentId\" ?: ?\"([^\"]+)\".*", "$1");
  }

  private static Object valid(List<Object> results) throws ReflectiveOperationException {
    assertEquals(1, results.size());
    Object errors = AxisClient.get(results.get(0), "Request.Errors");
    assertEquals(null, errors == null ? null : text(results.get(0), "Request.Errors.Message"));
    assertEquals("True", text(results.get(0), "Request.IsValid"));
    return results.get(0);
  }

  private static void refused(String code, List<Object> results)
      throws ReflectiveOperationException {
    assertEquals("False", text(results.get(0), "Request.IsValid"));
    assertEquals(code, text(results.get(0), "Request.Errors.Code"));
  }

  private static String text(Object bean, String path) throws ReflectiveOperationException {
    return (String) AxisClient.get(bean, path);
  }
}
