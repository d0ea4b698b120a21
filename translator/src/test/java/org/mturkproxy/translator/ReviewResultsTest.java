package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;

/** GetReviewResultsForHIT ({@code mapping.md} 3.10, 4.9; {@code legacy-api.md} 4.27, 5.14). */
final class ReviewResultsTest {

  private static final String RESULT =
      "{'ActionId':'r%d','SubjectId':'3A%d','SubjectType':'Assignment','QuestionId':'q1',"
          + "'Key':'KnownAnswerCorrect','Value':'1'}";
  private static final String ACTION =
      "{'ActionId':'a%d','ActionName':'approve','TargetId':'3A%d','TargetType':'Assignment',"
          + "'Status':'%s','CompleteTime':1462357860.7,'Result':'Approved'}";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private void answering(String json) {
    upstream.answering(200, json.replace('\'', '"'));
  }

  /** Two modern pages: results 1 and 2 with action 1, then result 3 with action 2. */
  private void answeringTwoPages() {
    answering(
        "{'HITId':'3H','AssignmentReviewPolicy':{'PolicyName':'ScoreMyKnownAnswers/2011-09-01'},"
            + "'AssignmentReviewReport':{'ReviewResults':["
            + RESULT.formatted(1, 1)
            + ","
            + RESULT.formatted(2, 2)
            + "],'ReviewActions':["
            + ACTION.formatted(1, 1, "INTENDED")
            + "]},'NextToken':'p2'}");
    answering(
        "{'HITId':'3H','AssignmentReviewReport':{'ReviewResults':["
            + RESULT.formatted(3, 1)
            + "],'ReviewActions':["
            + ACTION.formatted(2, 2, "Succeeded")
            + "]}}");
  }

  private static String result(int number, int assignment) {
    return "<ReviewResult><ActionId>r"
        + number
        + "</ActionId><SubjectId>3A"
        + assignment
        + "</SubjectId><SubjectType>Assignment</SubjectType><QuestionId>q1</QuestionId>"
        + "<Key>KnownAnswerCorrect</Key><Value>1</Value></ReviewResult>";
  }

  private static String action(int number, int assignment, String status) {
    return "<ReviewAction><ActionId>a"
        + number
        + "</ActionId><ActionName>approve</ActionName><ObjectId>3A"
        + assignment
        + "</ObjectId><ObjectType>Assignment</ObjectType><Status>"
        + status
        + "</Status><CompleteTime>2016-05-04T10:31:00Z</CompleteTime><Result>Approved</Result>"
        + "</ReviewAction>";
  }

  private static String answer(String rest) {
    return "<?xml version=\"1.0\"?>\n<GetReviewResultsForHITResponse><OperationRequest><RequestId>"
        + LegacyClient.REQUEST_ID
        + "</RequestId></OperationRequest><GetReviewResultsForHITResult><Request>"
        + "<IsValid>True</IsValid></Request><HITId>3H</HITId>"
        + rest
        + "</GetReviewResultsForHITResult></GetReviewResultsForHITResponse>\n";
  }

  private static String report(int page, int shown, int total, String content) {
    return answer(
        "<AssignmentReviewPolicy><PolicyName>ScoreMyKnownAnswers/2011-09-01</PolicyName>"
            + "</AssignmentReviewPolicy><AssignmentReviewReport><PageNumber>"
            + page
            + "</PageNumber><NumResults>"
            + shown
            + "</NumResults><TotalNumResults>"
            + total
            + "</TotalNumResults>"
            + content
            + "</AssignmentReviewReport>");
  }

  @Test
  void bothListsOfAReportAreReadToTheirEndResultsFirst() {
    answeringTwoPages();

    Exchange exchange = client.call("GetReviewResultsForHIT", "HITId=3H");

    assertEquals(
        List.of(
            "ListReviewPolicyResultsForHIT{\"HITId\":\"3H\",\"RetrieveActions\":true,"
                + "\"RetrieveResults\":true,\"MaxResults\":100}",
            "ListReviewPolicyResultsForHIT{\"HITId\":\"3H\",\"RetrieveActions\":true,"
                + "\"RetrieveResults\":true,\"MaxResults\":100,\"NextToken\":\"p2\"}"),
        upstream.asked());
    assertEquals(
        report(
            1,
            5,
            5,
            result(1, 1)
                + result(2, 2)
                + result(3, 1)
                + action(1, 1, "Intended")
                + action(2, 2, "Succeeded")),
        exchange.answer().xml());
  }

  @Test
  void aReportIsPagedOverResultsAndActionsTogether() {
    answeringTwoPages();

    assertEquals(
        report(2, 2, 5, result(3, 1) + action(1, 1, "Intended")),
        client.call("GetReviewResultsForHIT", "HITId=3H&PageSize=2&PageNumber=2").answer().xml());
  }

  @Test
  void aPageBeyondTheEndIsEmptyAndASuccess() {
    answeringTwoPages();

    assertEquals(
        report(2147483647, 0, 5, ""),
        client
            .call("GetReviewResultsForHIT", "HITId=3H&PageSize=65535&PageNumber=2147483647")
            .answer()
            .xml());
  }

  @Test
  void oneAssignmentsResultsAndActionsAreToldApartByTheProxy() {
    answeringTwoPages();

    assertEquals(
        report(1, 3, 3, result(1, 1) + result(3, 1) + action(1, 1, "Intended")),
        client.call("GetReviewResultsForHIT", "HITId=3H&AssignmentId=3A1").answer().xml());
  }

  @Test
  void levelsAndSwitchesGoUpstreamAndPoliciesComeBackWhole() {
    answering(
        "{'HITId':'3H','HITReviewPolicy':{'PolicyName':'SimplePlurality/2011-09-01','Parameters':["
            + "{'Key':'QuestionIds','Values':['q1','q2']},{'Key':'AnswerKey','MapEntries':["
            + "{'Key':'q1','Values':['B']}]}]},'HITReviewReport':{'ReviewResults':[]}}");

    Exchange exchange =
        client.call(
            "GetReviewResultsForHIT",
            "HITId=3H&PolicyLevel.1=hit&PolicyLevel.2=Assignment&RetrieveActions=F"
                + "&RetrieveResults=t");

    assertEquals(
        "ListReviewPolicyResultsForHIT{\"HITId\":\"3H\",\"PolicyLevels\":[\"HIT\",\"Assignment\"],"
            + "\"RetrieveActions\":false,\"RetrieveResults\":true,\"MaxResults\":100}",
        upstream.asked().get(0));
    assertEquals(
        answer(
            "<HITReviewPolicy><PolicyName>SimplePlurality/2011-09-01</PolicyName><Parameter>"
                + "<Key>QuestionIds</Key><Value>q1</Value><Value>q2</Value></Parameter><Parameter>"
                + "<Key>AnswerKey</Key><MapEntry><Key>q1</Key><Value>B</Value></MapEntry>"
                + "</Parameter></HITReviewPolicy><HITReviewReport><PageNumber>1</PageNumber>"
                + "<NumResults>0</NumResults><TotalNumResults>0</TotalNumResults>"
                + "</HITReviewReport>"),
        exchange.answer().xml());
  }

  @Test
  void aTokenThatUpstreamRefusesStartsTheWalkOverOnce() {
    answering("{'HITId':'3H','HITReviewReport':{},'NextToken':'old'}");
    upstream.answering(400, "{\"__type\":\"RequestError\",\"Message\":\"no such token\"}");
    answering("{'HITId':'3H','HITReviewReport':{}}");

    assertEquals(
        Optional.empty(), client.call("GetReviewResultsForHIT", "HITId=3H").answer().errorCode());
    assertEquals(3, upstream.asked().size());
  }

  @Test
  void aReportThatFailsHalfwayIsNeverShownAsIfItWereWhole() {
    answering("{'HITId':'3H','HITReviewReport':{},'NextToken':'p2'}");
    upstream.answering(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");

    assertEquals(503, client.call("GetReviewResultsForHIT", "HITId=3H").answer().status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PageSize=5, AWS.MissingParameters",
    "HITId=3H&PageSize=0, AWS.ParameterOutOfRange",
    "HITId=3H&PageSize=65536, AWS.ParameterOutOfRange",
    "HITId=3H&PageNumber=0, AWS.ParameterOutOfRange",
    "HITId=3H&PolicyLevel=Worker, AWS.InvalidEnumeratedParameter",
    "HITId=3H&RetrieveActions=maybe, AWS.MechanicalTurk.InvalidParameterValue",
    "HITId=3H&AssignmentId=3-A, AWS.MechanicalTurk.InvalidParameterValue",
  })
  void isRefusedWithoutACall(String parameters, String code) {
    assertEquals(
        Optional.of(code), client.call("GetReviewResultsForHIT", parameters).answer().errorCode());
    assertEquals(List.of(), upstream.asked());
  }
}
