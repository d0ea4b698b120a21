package org.mturkproxy.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.conformance.Meanings;
import org.mturkproxy.conformance.OfficialSchema;
import org.mturkproxy.proxy.endtoend.LegacySite.Answer;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * What comes over the wire from the proxy and its marketplace follows Amazon's schema of the
 * caller's version: for every operation, asked for as little and as much as there is.
 */
final class SchemaOfLiveAnswersTest {

  private static final String ALL_GROUPS =
      "Request,Minimal,HITDetail,HITQuestion,HITAssignmentSummary,AssignmentFeedback,Parameters";

  private static LegacySite site;
  private static LiveRequests requests;

  @BeforeAll
  static void start() throws IOException {
    OfficialSchema.of(OfficialSchema.NEWEST);
    site = new LegacySite(Duration.ofSeconds(25));
    requests = new LiveRequests(new Objects(site));
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  static List<Arguments> soap() {
    List<Arguments> calls = new ArrayList<>();
    for (Operation operation : LegacyOperations.catalogue().operations()) {
      for (String version : OfficialSchema.VERSIONS) {
        if (operation.schema().known().include(ApiVersion.meantBy(version).orElseThrow())) {
          calls.add(Arguments.of(operation.name(), version, true));
          calls.add(Arguments.of(operation.name(), version, false));
        }
      }
    }
    return calls;
  }

  @ParameterizedTest(name = "{0} {1}, maximal: {2}")
  @MethodSource("soap")
  void anAnswerOfSoapFollowsTheSchemaOfItsVersion(String name, String version, boolean maximal) {
    Answer answer = site.soap(version, name, parameters(name, maximal));
    assertOutcome(name, answer);
    OfficialSchema.of(version).assertSoapValid(answer.xml());
  }

  static List<Arguments> rest() {
    return LegacyOperations.catalogue().operations().stream()
        .map(Operation::name)
        .flatMap(name -> List.of(Arguments.of(name, true), Arguments.of(name, false)).stream())
        .toList();
  }

  /** Two operations were gone before the newest version. */
  @ParameterizedTest(name = "{0}, maximal: {1}")
  @MethodSource("rest")
  void anAnswerOfRestFollowsTheNewestSchema(String name, boolean maximal) {
    Answer answer = site.call(OfficialSchema.NEWEST, name, parameters(name, maximal));
    assertOutcome(name, answer);
    OfficialSchema.of(
            name.endsWith("WorkerAcceptLimit")
                ? OfficialSchema.VERSIONS.get(0)
                : OfficialSchema.NEWEST)
        .assertRestValid(answer.xml());
  }

  private static Map<String, String> parameters(String name, boolean maximal) {
    Operation operation = LegacyOperations.catalogue().find(name).orElseThrow();
    Map<String, String> parameters = requests.of(operation, maximal);
    if (maximal) {
      String[] groups = ALL_GROUPS.split(",", -1);
      for (int i = 0; i < groups.length; i++) {
        parameters.put("ResponseGroup." + (i + 1), groups[i]);
      }
    }
    return parameters;
  }

  private static void assertOutcome(String name, Answer answer) {
    assertEquals(
        "200 " + Meanings.refusal(name).orElse("True"),
        answer.status() + " " + answer.outcome(),
        answer.xml());
  }
}
