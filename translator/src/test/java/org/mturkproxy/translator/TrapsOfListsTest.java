package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * Wrong totals, states and times ({@code mapping.md} 5.3); the other traps are tagged elsewhere.
 */
final class TrapsOfListsTest {

  private static final String PAGE = "{\"NumResults\":%d,\"Assignments\":[%s]%s}";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String page(String token, String... ids) {
    StringBuilder items = new StringBuilder();
    for (String id : ids) {
      items.append(items.isEmpty() ? "" : ",");
      items.append("{\"AssignmentId\":\"%s\",\"SubmitTime\":1}".formatted(id));
    }
    String next = token.isEmpty() ? "" : ",\"NextToken\":\"" + token + "\"";
    return PAGE.formatted(ids.length, items, next);
  }

  private Exchange list(String parameters) {
    return client.call("GetAssignmentsForHIT", "HITId=3H" + parameters);
  }

  private static String counters(int results, int total, int page) {
    return "<NumResults>%d</NumResults><TotalNumResults>%d</TotalNumResults><PageNumber>%d</PageNumber>"
        .formatted(results, total, page);
  }

  @Test
  @Tag("trap-5.3.1")
  @Tag("trap-5.2.7")
  @Tag("trap-5.2.8")
  @DisplayName("trap 5.3.1: the total is that of the whole list, short pages or not")
  void theTotalIsThatOfTheWholeList() {
    upstream
        .answering(200, page("t1", "3A", "3B"))
        .answering(200, page("t2", "3C"))
        .answering(200, page("", "3D", "3E"));
    String xml = list("&PageSize=2&PageNumber=2").answer().xml();
    assertTrue(xml.contains(counters(2, 5, 2) + "<Assignment><AssignmentId>3C<"), xml);
  }

  @Test
  @Tag("trap-5.3.2")
  @DisplayName("trap 5.3.2: an empty page with a NextToken is not the end")
  void anEmptyPageWithATokenIsNotTheEnd() {
    upstream.answering(200, page("t1")).answering(200, page("t2")).answering(200, page("", "3A"));
    String xml = list("").answer().xml();
    assertTrue(xml.contains(counters(1, 1, 1)), xml);
  }

  @Test
  @Tag("trap-5.3.3")
  @DisplayName("trap 5.3.3: what moves from page to page while it is read is there once")
  void whatMovesWhileItIsReadIsThereOnce() {
    upstream
        .answering(200, page("t1", "3A", "3B"))
        .answering(200, page("t2", "3B", "3C"))
        .answering(200, page("", "3A", "3D"));
    String xml = list("").answer().xml();
    assertTrue(xml.contains(counters(4, 4, 1)), xml);
    assertEquals(xml.indexOf("3B"), xml.lastIndexOf("3B"));
  }

  @Test
  @Tag("trap-5.3.9")
  @DisplayName("trap 5.3.9: a HIT expires at 0, not now")
  void aHitExpiresAtZero() {
    upstream.answering(200, "");
    client.call("ForceExpireHIT", "HITId=3H");
    assertEquals(
        List.of("UpdateExpirationForHIT{\"HITId\":\"3H\",\"ExpireAt\":0}"), upstream.asked());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1462357230, 2016-05-04T10:20:30Z",
    "1.46235723E9, 2016-05-04T10:20:30Z",
    "1.462357230999E9, 2016-05-04T10:20:30Z",
    "1462357230.999999, 2016-05-04T10:20:30Z",
    "1.5675E9, 2019-09-03T08:40:00Z",
    "0, 1970-01-01T00:00:00Z",
    "-0.5, 1969-12-31T23:59:59Z",
    "4102444800, 2100-01-01T00:00:00Z"
  })
  @Tag("trap-5.3.11")
  @Tag("trap-5.2.11")
  @DisplayName("trap 5.3.11: times in any spelling of numbers, in whole seconds, rounded down")
  void timesAreWholeSecondsHoweverTheNumberIsWritten(String sent, String shown) {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"CreationTime\":" + sent + "}}");
    String xml = client.call("GetHIT", "HITId=3H").answer().xml();
    assertTrue(xml.contains("<CreationTime>" + shown + "</CreationTime>"), xml);
  }

  @Test
  @Tag("trap-5.3.16")
  @DisplayName("trap 5.3.16: a deleted HIT is what upstream says of it")
  void aDeletedHitIsWhatUpstreamSaysOfIt() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"HITStatus\":\"Disposed\"}}");
    String xml = client.call("GetHIT", "HITId=3H").answer().xml();
    assertTrue(xml.contains("<HITStatus>Disposed</HITStatus>"), xml);

    upstream.answering(
        400,
        "{\"__type\":\"RequestError\",\"TurkErrorCode\":\"AWS.MechanicalTurk.HITDoesNotExist\","
            + "\"Message\":\"Hit 3H does not exist. (1)\"}");
    assertEquals(
        Optional.of("AWS.MechanicalTurk.HITDoesNotExist"),
        client.call("GetHIT", "HITId=3H").answer().errorCode());
  }
}
