package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.StructureType;

class RedactionTest {

  private static final PersonalHash HASH = PersonalHash.fresh();
  private static final String WORKER = "A2SUAM1J3GNN3B";
  private static final String CODE = HASH.of(WORKER.getBytes(StandardCharsets.UTF_8));

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"HITId":"3X"}                   | {"HITId":"3X"}                  | an id of no person
          {"WorkerId":"A2SUAM1J3GNN3B"}    | {"WorkerId":"CODE"}             | who it is
          {"WorkerIds":["A2SUAM1J3GNN3B"]} | {"WorkerIds":["CODE"]}          | several
          {"Message":"A2SUAM1J3GNN3B no"}  | {"Message":"CODE no"}           | in a sentence
          {"MessageText":"Dear A2SUAM1J3GNN3B!"} | {"MessageText":"Dear CODE!"} | in a letter
          {"RequesterFeedback":"A2SUAM1J3GNN3B"} | {"RequesterFeedback":"CODE"} | in feedback
          {"Key":"AgreedAnswer","Value":"b"}     | {"Key":"AgreedAnswer","Value":"[not shown]"} | what Workers answered
          {"Value":"0.5","Key":"Score"}          | {"Value":"0.5","Key":"Score"} | a score of it
          {"FileUploadURL":"https://x?y"}  | {"FileUploadURL":"[not shown]"} | not on the list
          {"Later":{"Age":7,"Old":true}}   | {"Later":{"Age":"[not shown]","Old":"[not shown]"}} | nor these
          """)
  void showsWhatIsOnTheListAndCodesOfWorkers(String sent, String shown, String why)
      throws IOException {
    assertEquals(shown.replace("CODE", CODE), json(Personal.HASH, sent), why);
  }

  @ParameterizedTest
  @CsvSource({"SHOW, A2SUAM1J3GNN3B", "OMIT, [not shown]"})
  void showsWorkersAsConfigured(Personal personal, String shown) throws IOException {
    assertEquals(
        "{\"WorkerId\":\"" + shown + "\"}", json(personal, "{\"WorkerId\":\"" + WORKER + "\"}"));
  }

  @Test
  void treatsALegacyAnswerByTheNamesOfItsElements() {
    AnswerText answers = new AnswerText(new Redaction(Personal.HASH, HASH));
    assertEquals(
        "<?xml version=\"1.0\"?>\n<R xmlns=\"u\"><HITId>3X</HITId><WorkerId>"
            + CODE
            + "</WorkerId><Answer>"
            + HASH.of("<a>&</a>".getBytes(StandardCharsets.UTF_8))
            + "</Answer><FileUploadURL>[not shown]</FileUploadURL><Reward><Amount>1</Amount></Reward>"
            + "<Keywords/></R>",
        answers.redacted(
            "<?xml version=\"1.0\"?>\n<R xmlns=\"u\"><HITId>3X</HITId><WorkerId>"
                + WORKER
                + "</WorkerId><Answer>&lt;a&gt;&amp;&lt;/a&gt;</Answer>"
                + "<FileUploadURL>https://x?Signature=s</FileUploadURL>"
                + "<Reward><Amount>1</Amount></Reward><Keywords/></R>"));
  }

  @Test
  void hidesTheAnswerThatWorkersAgreeOn() {
    AnswerText answers = new AnswerText(new Redaction(Personal.HASH, HASH));
    assertEquals(
        "<D><Key>AgreedAnswer</Key><Value>[not shown]</Value></D><D><Key>Score</Key><Value>7</Value>",
        answers.redacted(
            "<D><Key>AgreedAnswer</Key><Value>b</Value></D><D><Key>Score</Key><Value>7</Value>"));
  }

  @Test
  void leavesAnAnswerAsItIsWhereWorkersAreShown() {
    String xml = "<a:R><WorkerId>A1</WorkerId><Answer>&lt;a&gt;&amp;amp;&lt;/a&gt;</Answer></a:R>";
    assertEquals(xml, new AnswerText(new Redaction(Personal.SHOW, HASH)).redacted(xml));
  }

  @Test
  void aCodeIsTheSameAfterARestartAndElsewhereAnother() throws IOException {
    byte[] worker = {'A', '1'};
    String code = PersonalHash.keptIn(directory.resolve("key")).of(worker);
    assertEquals(code, PersonalHash.keptIn(directory.resolve("key")).of(worker));
    assertNotEquals(code, PersonalHash.keptIn(directory.resolve("other")).of(worker));
  }

  /** Each was looked at when it was declared: none is hidden because it was forgotten. */
  @Test
  void knowsEveryDeclaredParameter() {
    Set<String> hidden = new TreeSet<>();
    LegacyOperations.catalogue()
        .operations()
        .forEach(operation -> collectHidden(operation.parameters(), hidden));
    assertEquals(Set.of(), hidden);
    assertFalse(LegacyOperations.catalogue().operations().isEmpty());
  }

  private static void collectHidden(List<Parameter> parameters, Set<String> hidden) {
    for (Parameter parameter : parameters) {
      if (parameter.type() instanceof StructureType structure) {
        collectHidden(structure.members(), hidden);
      } else {
        for (String name : List.of(parameter.name(), parameter.modernName())) {
          if (Shown.of(name) == Shown.Treatment.HIDDEN) {
            hidden.add(name);
          }
        }
      }
    }
  }

  private static String json(Personal personal, String sent) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      new Redaction(personal, HASH).write(json, "", new JsonMapper().readTree(sent));
    }
    return out.toString();
  }
}
