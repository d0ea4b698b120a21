package org.mturkproxy.marketplace.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mturkproxy.marketplace.call.ApiException;

/** Old clients' questions, tests and answer keys, as recorded from them, are taken. */
class RecordedQuestionsTest {

  private static final Path VECTORS =
      Path.of(System.getProperty("mturkproxy.shared", "../shared"), "vectors");

  private record Sent(String parameter, String xml) {}

  @Test
  void whatBotoSendsIsTaken() throws IOException {
    List<Sent> sent = new ArrayList<>();
    for (String body : bodies("boto.jsonl")) {
      Arrays.stream(body.split("&", -1))
          .map(pair -> pair.split("=", 2))
          .filter(pair -> pair.length == 2 && pair[0].matches("Question|Test|AnswerKey"))
          .forEach(pair -> sent.add(new Sent(pair[0], URLDecoder.decode(pair[1], UTF_8))));
    }
    assertTaken(sent, Map.of("Question", 29L, "Test", 2L, "AnswerKey", 2L));
  }

  @Test
  void whatTheJavaSdkAndItsToolsSendIsTaken() throws IOException {
    List<Sent> sent = new ArrayList<>();
    for (String body : bodies("java-soap.jsonl")) {
      texts(XmlDocument.parse(body), sent);
    }
    assertTaken(sent, Map.of("Question", 20L, "Test", 4L, "AnswerKey", 4L));
  }

  /** One of boto's is no question on purpose ("who what?"), to see the error. */
  private static void assertTaken(List<Sent> sent, Map<String, Long> expected) {
    Map<String, Long> taken = new TreeMap<>();
    for (Sent each : sent) {
      if (!each.xml().equals("who what?")) {
        check(each);
        taken.merge(each.parameter(), 1L, Long::sum);
      }
    }
    assertEquals(new TreeMap<>(expected), taken);
  }

  private static void check(Sent sent) {
    try {
      switch (sent.parameter()) {
        case "Question" -> QuestionDocuments.question(sent.xml());
        case "Test" -> QuestionDocuments.test(sent.xml());
        default -> QuestionDocuments.answerKey(sent.xml());
      }
    } catch (ApiException e) {
      throw new AssertionError(sent.xml(), e);
    }
  }

  private static void texts(XmlDocument element, List<Sent> found) {
    if (element.name().matches("Question|Test|AnswerKey") && element.children().isEmpty()) {
      found.add(new Sent(element.name(), element.text()));
    }
    element.children().forEach(child -> texts(child, found));
  }

  private static List<String> bodies(String name) throws IOException {
    Path file = VECTORS.resolve(name);
    assumeTrue(Files.exists(file), "needs the recorded requests");
    ObjectMapper json = new ObjectMapper();
    List<String> bodies = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      bodies.add(json.readTree(line).path("body").asText());
    }
    return bodies.stream().filter(body -> !body.isEmpty()).collect(Collectors.toList());
  }
}
