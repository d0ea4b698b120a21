package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Warning;

/** Lists: filters, order, counters and items ({@code mapping.md} 3.4). */
final class ListsTest {

  private static final String HITS =
      """
      {"HITs":[
       {"HITId":"3A","Title":"beta","Reward":"10.00","CreationTime":3,"Expiration":1.5E1},
       {"HITId":"3B","Title":"Alpha","Reward":"9.5","CreationTime":1,"Expiration":20},
       {"HITId":"3C","Title":"gamma","Reward":"0.05","CreationTime":2}]}
      """;

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String ids(String element, Exchange exchange) {
    Matcher matcher =
        Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
            .matcher(exchange.answer().xml());
    StringBuilder ids = new StringBuilder();
    while (matcher.find()) {
      ids.append(matcher.group(1)).append(' ');
    }
    return ids.toString().strip();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''|3B 3C 3A",
        "''|Descending|3A 3C 3B",
        "CreationTime|Ascending|3B 3C 3A",
        "Title|Ascending|3B 3A 3C",
        "title|Descending|3C 3A 3B",
        "Reward|Ascending|3C 3B 3A",
        "Reward|Descending|3A 3B 3C",
        "Expiration|Ascending|3A 3B 3C",
        "Expiration|Descending|3B 3A 3C",
        "Enumeration|Descending|3A 3B 3C",
      })
  @Tag("trap-5.3.6")
  void hitsComeInTheOrderAskedFor(String property, String direction, String expected) {
    upstream.answering(200, HITS);

    Exchange exchange =
        client.call(
            "SearchHITs",
            "ResponseGroup=Minimal&SortProperty=" + property + "&SortDirection=" + direction);

    assertEquals(expected, ids("HITId", exchange));
    assertEquals(List.of("ListHITs{\"MaxResults\":100}"), upstream.asked());
  }

  @Test
  @Tag("trap-5.2.1")
  void aPageOfHitsHasTheCountersFirstAndNoRequestInside() {
    upstream.answering(200, HITS);

    Exchange exchange =
        client.call(
            "SearchHITs", "ResponseGroup=Minimal&PageSize=2&PageNumber=2&SortProperty=Title");

    assertEquals(
        "<SearchHITsResult><Request><IsValid>True</IsValid></Request><NumResults>1</NumResults>"
            + "<TotalNumResults>3</TotalNumResults><PageNumber>2</PageNumber>"
            + "<HIT><HITId>3C</HITId></HIT></SearchHITsResult>",
        exchange.answer().xml().replaceAll("(?s).*(<SearchHITsResult>.*Result>).*", "$1").strip());
  }

  @Test
  void reviewableHitsAreOnlyIdsTheLastToExpireFirst() {
    upstream.answering(200, HITS);

    Exchange exchange = client.call("GetReviewableHITs", "ResponseGroup=HITDetail&HITTypeId=3T");

    assertEquals(
        List.of(
            "ListReviewableHITs{\"HITTypeId\":\"3T\",\"Status\":\"Reviewable\",\"MaxResults\":100}"),
        upstream.asked());
    assertEquals(
        "<HIT><HITId>3B</HITId></HIT><HIT><HITId>3A</HITId></HIT><HIT><HITId>3C</HITId></HIT>",
        exchange.answer().xml().replaceAll("(?s).*?(<HIT>.*</HIT>).*", "$1").strip());
  }

  @Test
  void bothStatesAreTwoWalksOfOneList() {
    upstream
        .answering(200, HITS)
        .answering(200, "{\"HITs\":[{\"HITId\":\"3D\",\"Expiration\":99},{\"HITId\":\"3A\"}]}");

    Exchange exchange = client.call("GetReviewableHITs", "Status=Reviewable&Status=Reviewing");

    assertEquals(
        List.of(
            "ListReviewableHITs{\"Status\":\"Reviewable\",\"MaxResults\":100}",
            "ListReviewableHITs{\"Status\":\"Reviewing\",\"MaxResults\":100}"),
        upstream.asked());
    assertEquals("3D 3B 3A 3C", ids("HITId", exchange));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|[\"Submitted\",\"Approved\",\"Rejected\"]",
        "AssignmentStatus=Approved,Rejected|[\"Approved\",\"Rejected\"]",
        "AssignmentStatus.1=Submitted|[\"Submitted\"]",
      })
  void assignmentsAreFilteredByState(String filter, String statuses) {
    upstream.answering(200, "{\"Assignments\":[]}");

    client.call("GetAssignmentsForHIT", "HITId=3H&" + filter);

    assertEquals(
        List.of(
            "ListAssignmentsForHIT{\"HITId\":\"3H\",\"AssignmentStatuses\":"
                + statuses
                + ",\"MaxResults\":100}"),
        upstream.asked());
  }

  @Test
  void assignmentsShowFeedbackOnlyOnDemandAndNeverADeadline() {
    String assignments =
        """
        {"Assignments":[{"AssignmentId":"3X","WorkerId":"A2","HITId":"3H",
         "AssignmentStatus":"Rejected","AutoApprovalTime":1464949800,"AcceptTime":1462357500,
         "SubmitTime":1462357800.123,"RejectionTime":1462359600,"Deadline":1462359600,
         "Answer":"<a>&amp;</a>","RequesterFeedback":"Empty"}]}
        """;
    upstream.answering(200, assignments).answering(200, assignments);
    String plain =
        "<Assignment><AssignmentId>3X</AssignmentId><WorkerId>A2</WorkerId><HITId>3H</HITId>"
            + "<AssignmentStatus>Rejected</AssignmentStatus>"
            + "<AutoApprovalTime>2016-06-03T10:30:00Z</AutoApprovalTime>"
            + "<AcceptTime>2016-05-04T10:25:00Z</AcceptTime>"
            + "<SubmitTime>2016-05-04T10:30:00Z</SubmitTime>"
            + "<RejectionTime>2016-05-04T11:00:00Z</RejectionTime>"
            + "<Answer>&lt;a&gt;&amp;amp;&lt;/a&gt;</Answer>";

    assertEquals(plain + "</Assignment>", assignment("HITId=3H"));
    assertEquals(
        plain + "<RequesterFeedback>Empty</RequesterFeedback></Assignment>",
        assignment("HITId=3H&ResponseGroup=AssignmentFeedback"));
  }

  private String assignment(String parameters) {
    return client
        .call("GetAssignmentsForHIT", parameters)
        .answer()
        .xml()
        .replaceAll("(?s).*(<Assignment>.*</Assignment>).*", "$1")
        .strip();
  }

  @Test
  void equalBonusesAreTwoPayments() {
    String bonus =
        "{\"WorkerId\":\"A2\",\"BonusAmount\":\"0.50\",\"AssignmentId\":\"3X\",\"Reason\":\"r\","
            + "\"GrantTime\":1462363200}";
    upstream.answering(200, "{\"BonusPayments\":[" + bonus + "," + bonus + "]}");

    Exchange exchange = client.call("GetBonusPayments", "HITId=3H&AssignmentId=3X");

    assertEquals(
        List.of("ListBonusPayments{\"AssignmentId\":\"3X\",\"MaxResults\":100}"), upstream.asked());
    assertEquals("2", ids("TotalNumResults", exchange));
    assertEquals("3X 3X", ids("AssignmentId", exchange));
  }

  @Test
  void botosSortingOfRequestsByExpirationMeansTheTimeOfSubmission() {
    upstream.answering(
        200,
        """
        {"QualificationRequests":[
         {"QualificationRequestId":"r2","SubmitTime":2},
         {"QualificationRequestId":"r1","SubmitTime":1}]}
        """);

    Exchange exchange = client.call("GetQualificationRequests", "SortProperty=Expiration");

    assertEquals("r1 r2", ids("QualificationRequestId", exchange));
  }

  @Test
  void everybodysQualificationTypesAreNotReadToTheEnd() {
    for (int page = 0; page < 10; page++) {
      upstream.answering(200, pageOfTypes(page));
    }

    Exchange exchange = client.call("SearchQualificationTypes", "Query=photo&PageSize=1");

    assertEquals(10, upstream.asked().size());
    assertEquals(
        "ListQualificationTypes{\"Query\":\"photo\",\"MustBeRequestable\":true,"
            + "\"MustBeOwnedByCaller\":false,\"MaxResults\":100}",
        upstream.asked().get(0));
    assertEquals("1001", ids("TotalNumResults", exchange));
    assertEquals(
        List.of(
            "The list is everybody's and was not read to its end: the total is one more than what"
                + " was read, and the order is the service's own."),
        exchange.warnings().stream().map(Warning::text).toList());
    assertEquals("3Q0X0", ids("QualificationTypeId", exchange));
  }

  private static String pageOfTypes(int page) {
    String types =
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"QualificationTypeId\":\"3Q" + page + "X" + i + "\"}")
            .collect(Collectors.joining(","));
    return "{\"NextToken\":\"p" + page + "\",\"QualificationTypes\":[" + types + "]}";
  }

  @Test
  void ownQualificationTypesAreReadToTheEndAndSortedByNameDownwards() {
    upstream.answering(
        200,
        """
        {"QualificationTypes":[{"QualificationTypeId":"3A","Name":"a"},
         {"QualificationTypeId":"3C","Name":"C"},{"QualificationTypeId":"3B","Name":"b"}]}
        """);

    Exchange exchange =
        client.call("SearchQualificationTypes", "MustBeOwnedByCaller=true&MustBeRequestable=false");

    assertEquals("3C 3B 3A", ids("QualificationTypeId", exchange));
  }
}
