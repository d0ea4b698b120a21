package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;

/** Lost or damaged content ({@code mapping.md} 5.4); the other traps are tagged elsewhere. */
final class TrapsOfContentTest {

  private static final String HIT =
      "Title=t&Description=d&Reward.Amount=0.05&AssignmentDurationInSeconds=60"
          + "&LifetimeInSeconds=60";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private JsonNode created(String parameters) throws IOException {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}}");
    Exchange exchange = client.call("CreateHIT", HIT + parameters);
    return new ObjectMapper().readTree(exchange.legs().get(0).call().body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Q><![CDATA[<p>a &nbsp; b</p>]]></Q>",
        "<Q>&lt;b&gt; &amp;amp; &#233; &eacute;</Q>",
        "<?xml version='1.0'?>\n<Q  a = 'x'\t/>\n<!-- c -->\n",
        "<Q>\r\n  lines\r</Q>",
        "1 + 1 %2B %20 = ? & done"
      })
  @Tag("trap-5.4.1")
  @DisplayName("trap 5.4.1: a Question goes up and comes back byte for byte")
  void aQuestionGoesUpAndComesBackByteForByte(String question) throws IOException {
    assertEquals(
        question,
        created("&Question=" + LegacyClient.encoded(question)).get("Question").textValue());

    String json = JsonNodeFactory.instance.textNode(question).toString();
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"Question\":" + json + "}}");
    assertEquals(question, unescaped(client.call("GetHIT", "HITId=3H").answer().xml(), "Question"));
  }

  /** What an XML parser would give for the only text in the element. */
  private static String unescaped(String xml, String element) {
    String text = xml.substring(xml.indexOf("<" + element + ">") + element.length() + 2);
    return text.substring(0, text.indexOf("</" + element + ">"))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#xd;", "\r")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  @Test
  @Tag("trap-5.4.4")
  @DisplayName("trap 5.4.4: an Answer is one text, escaped once")
  void anAnswerIsOneTextEscapedOnce() {
    upstream.answering(
        200,
        "{\"Assignment\":{\"AssignmentId\":\"3A\",\"AssignmentStatus\":\"Submitted\","
            + "\"Answer\":\"<A>x &amp; y</A>\"},\"HIT\":{\"HITId\":\"3H\"}}");
    String xml = client.call("GetAssignment", "AssignmentId=3A").answer().xml();
    assertTrue(xml.contains("<Answer>&lt;A&gt;x &amp;amp; y&lt;/A&gt;</Answer>"), xml);
  }

  /** boto fails on the text {@code <Errors>} anywhere in an answer. */
  @Test
  @Tag("trap-5.2.3")
  @DisplayName("trap 5.2.3: a success has no Errors, though a user wrote them")
  void aSuccessHasNoErrorsThoughAUserWroteThem() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"Title\":\"<Errors></Errors>\"}}");
    String xml = client.call("GetHIT", "HITId=3H").answer().xml();
    assertFalse(xml.contains("<Errors>"), xml);
    assertTrue(xml.contains("<Title>&lt;Errors&gt;&lt;/Errors&gt;</Title>"), xml);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Keywords|photo, tag,,and more|photo, tag,,and more",
        "Title|one,two|one,two",
        "RequesterAnnotation|a,b;c|a,b;c"
      })
  @Tag("trap-5.4.7")
  @DisplayName("trap 5.4.7: free text is never split at commas")
  void freeTextIsNeverSplit(String name, String text, String sent) throws IOException {
    String others = HIT.replace("Title=t&", "") + (name.equals("Title") ? "" : "&Title=t");
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}}");
    Exchange exchange =
        client.call("CreateHIT", others + "&Question=q&" + name + "=" + LegacyClient.encoded(text));
    assertEquals(
        sent,
        new ObjectMapper().readTree(exchange.legs().get(0).call().body()).get(name).textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HITTypeId",
        "HITLayoutId",
        "UniqueRequestToken",
        "RequesterAnnotation",
        "Keywords",
        "MaxAssignments"
      })
  @Tag("trap-5.4.8")
  @Tag("trap-5.4.9")
  @DisplayName("traps 5.4.8 and 5.4.9: what is empty is absent, and never sent as \"\" or null")
  void whatIsEmptyIsAbsent(String name) throws IOException {
    JsonNode sent = created("&Question=q&" + name + "=");
    sent.forEach(value -> assertFalse(value.isNull() || value.asText().isEmpty(), sent.toString()));
    assertEquals(created("&Question=q"), sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ApproveAssignment", "RejectAssignment", "ApproveRejectedAssignment"})
  @Tag("trap-5.4.13")
  @DisplayName("trap 5.4.13: a control character in a feedback is refused here")
  void aControlCharacterInAFeedbackIsRefusedHere(String operation) {
    for (String control : List.of("%00", "%08", "%0B", "%0C", "%0E", "%1F")) {
      Exchange exchange =
          client.call(operation, "AssignmentId=3A&RequesterFeedback=a" + control + "b");
      assertEquals(
          Optional.of("AWS.MechanicalTurk.InvalidParameterValue"),
          exchange.answer().errorCode(),
          control);
    }
    assertEquals(List.of(), upstream.asked());
  }
}
