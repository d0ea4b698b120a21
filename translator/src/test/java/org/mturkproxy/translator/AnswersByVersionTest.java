package org.mturkproxy.translator;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.answer.AnswerWriter;
import org.mturkproxy.translator.answer.Answered;
import org.mturkproxy.translator.answer.Envelope;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.result.ResponseGroup;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * Axis and .NET throw an answer away for one element or one word that the version they were made
 * for does not have, zeep for one in the wrong place ({@code clients.md} S3, {@code legacy-api.md}
 * 6.4, 9.2 to 9.4).
 */
final class AnswersByVersionTest {

  private static final Set<ResponseGroup> EVERYTHING = Set.of(ResponseGroup.values());
  private static final String HIT =
      """
      {"HIT":{"HITId":"3H","HITTypeId":"3T","HITGroupId":"3G","HITLayoutId":"3L",
       "HITStatus":"Assignable","HITReviewStatus":"NotReviewed","NumberOfSimilarHITs":7,
       "ActionsGuarded":"Accept","QualificationRequirements":[%s]}}
      """;
  private static final String FAILED_MAILS =
      """
      {"NotifyWorkersFailureStatuses":[
        {"NotifyWorkersFailureCode":"%s","NotifyWorkersFailureMessage":"m","WorkerId":"A1"},
        {"NotifyWorkersFailureCode":"SoftFailure","NotifyWorkersFailureMessage":"m",
         "WorkerId":"A2"}]}
      """;
  private static final String STATISTIC =
      """
      {"GetStatisticResult":{"Statistic":"NumberHITsCreated","TimePeriod":"OneDay","WorkerId":"A1",
       "DataPoint":[{"Date":0,"LongValue":7}]}}
      """;
  private static final String LOCALE = "{\"Country\":\"US\",\"Subdivision\":\"CA\"}";

  // Elements (S3, 9.2)

  @ParameterizedTest(name = "{1}/{2} came with {0}")
  @CsvSource({
    "2011-10-01, NotifyWorkers, NotifyWorkersFailureStatus",
    "2011-10-01, GetRequesterStatistic, Statistic",
    "2011-10-01, GetRequesterStatistic, TimePeriod",
    "2011-10-01, GetRequesterWorkerStatistic, WorkerId",
    "2012-03-25, GetHIT, HITGroupId",
    "2012-03-25, GetHIT, HITLayoutId",
    "2014-08-15, GetHIT, Subdivision",
    "2014-08-15, GetQualificationScore, Subdivision",
  })
  void anElementIsWrittenForNoVersionBeforeItsOwn(String since, String operation, String element) {
    String modern =
        switch (operation) {
          case "GetRequesterStatistic", "GetRequesterWorkerStatistic" -> STATISTIC;
          case "NotifyWorkers" -> FAILED_MAILS.formatted("HardFailure");
          case "GetHIT" ->
              HIT.formatted(
                  """
                  {"QualificationTypeId":"00000000000000000071","Comparator":"EqualTo",
                   "LocaleValues":[%s]}
                  """
                      .formatted(LOCALE));
          default ->
              "{\"Qualification\":{\"Status\":\"Granted\",\"LocaleValue\":%s}}".formatted(LOCALE);
        };
    for (ApiVersion version : ApiVersion.values()) {
      String answer = soap(version, operation, modern);
      assertEquals(came(since, version), answer.contains("<" + element + ">"), answer);
    }
    assertTrue(rest(operation, modern).contains("<" + element + ">"));
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void whatOnlyTheModernApiHasAndNumberOfSimilarHitsAreWrittenForNoVersion(ApiVersion version) {
    String answer = soap(version, "GetHIT", HIT.formatted(""));
    assertFalse(answer.contains("NumberOfSimilarHITs"), answer);
    assertFalse(answer.contains("ActionsGuarded"), answer);
  }

  // Words (S3, 9.3)

  @ParameterizedTest(name = "{0} came with {1}")
  @CsvSource({
    "EqualTo, 2007-06-21",
    "Exists, 2007-06-21",
    "In, 2013-11-15",
    "NotIn, 2013-11-15",
    "DoesNotExist, 2013-11-15",
    "FuzzyMatch, never",
  })
  void aRequirementIsLeftOutOfVersionsThatLackItsComparator(String comparator, String since) {
    String modern =
        HIT.formatted(
            """
            {"QualificationTypeId":"3OTHER","Comparator":"GreaterThan","IntegerValues":[5]},
            {"QualificationTypeId":"3THIS","Comparator":"%s"}
            """
                .formatted(comparator));
    String element = "<Comparator>" + comparator + "</Comparator>";
    for (ApiVersion version : ApiVersion.values()) {
      String answer = soap(version, "GetHIT", modern);
      assertEquals(came(since, version), answer.contains(element), answer);
      assertEquals(came(since, version), answer.contains("3THIS"), answer);
      assertEquals(
          came(since, version) ? 2 : 1, answer.split("<QualificationRequirement>", -1).length - 1);
    }
    assertTrue(rest("GetHIT", modern).contains(element));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "GetHIT, HIT, HITStatus",
    "GetHIT, HIT, HITReviewStatus",
    "GetAssignment, Assignment, AssignmentStatus",
    "GetQualificationScore, Qualification, Status",
    "GetQualificationType, QualificationType, QualificationTypeStatus",
  })
  void anOptionalElementWithAWordOfUpstreamsOwnIsLeftOut(
      String operation, String structure, String element) {
    String modern = "{\"%s\":{\"%s\":\"Invented\"}}".formatted(structure, element);
    for (ApiVersion version : ApiVersion.values()) {
      String answer = soap(version, operation, modern);
      assertFalse(answer.contains("<" + element + ">"), answer);
    }
    assertTrue(rest(operation, modern).contains("<" + element + ">Invented</" + element + ">"));
  }

  @Test
  void aMandatoryElementWithSuchAWordTakesItsStructureWithIt() {
    String answer = soap(ApiVersion.NEWEST, "NotifyWorkers", FAILED_MAILS.formatted("Invented"));
    assertFalse(answer.contains("A1"), answer);
    assertTrue(answer.contains("<WorkerId>A2</WorkerId>"), answer);
  }

  // Order (6.4)

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "GetAssignmentsForHIT, PageNumber NumResults TotalNumResults",
    "SearchHITs, PageNumber NumResults TotalNumResults",
    "GetReviewableHITs, PageNumber NumResults TotalNumResults",
    "GetHITsForQualificationType, PageNumber NumResults TotalNumResults",
    "GetQualificationsForQualificationType, PageNumber NumResults TotalNumResults",
    "GetBlockedWorkers, PageNumber NumResults TotalNumResults",
    "GetBonusPayments, NumResults PageNumber TotalNumResults",
    "GetQualificationRequests, NumResults TotalNumResults PageNumber",
    "SearchQualificationTypes, NumResults TotalNumResults PageNumber",
  })
  void theCountersComeInTheOrderOfTheSchema(String operation, String order) {
    String modern = "{\"NumResults\":1,\"TotalNumResults\":2,\"PageNumber\":3}";
    assertEquals(
        order,
        Pattern.compile("<((?:Page|Num|Total)[A-Za-z]+)>")
            .matcher(soap(ApiVersion.NEWEST, operation, modern))
            .results()
            .map(found -> found.group(1))
            .collect(joining(" ")));
  }

  @Test
  void theNumbersOfAStatisticComeFirstInTheSchemaAndLastInRest() {
    String numbers =
        "<DataPoint><Date>1970-01-01T00:00:00Z</Date><LongValue>7</LongValue></DataPoint>";
    assertTrue(
        soap(ApiVersion.V2011_10_01, "GetRequesterStatistic", STATISTIC)
            .contains(
                numbers
                    + "<Statistic>NumberHITsCreated</Statistic><TimePeriod>OneDay</TimePeriod>"
                    + "<WorkerId>A1</WorkerId></GetStatisticResult>"
                    + "</GetRequesterStatisticResponse>"));
    assertTrue(
        rest("GetRequesterStatistic", STATISTIC)
            .endsWith(
                "<WorkerId>A1</WorkerId><Statistic>NumberHITsCreated</Statistic>"
                    + "<TimePeriod>OneDay</TimePeriod>"
                    + numbers
                    + "</GetStatisticResult></GetRequesterStatisticResponse>\n"));
  }

  // The echo of the request (6.3, 9.2)

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GetAssignmentsForHIT, 2007-06-21, GetAssignmentsForHIT",
    "GetAssignmentsForHIT, 2013-11-15, GetAssignmentsForHIT",
    "GetAssignmentsForHIT, 2014-08-15, GetAssignmentsForHITRequest",
    "GetFileUploadURL, 2007-06-21, GetFileUploadURL",
    "GetFileUploadURL, 2013-11-15, GetFileUploadURL",
    "GetFileUploadURL, 2014-08-15, GetFileUploadURLRequest",
    "GetRequesterStatistic, 2007-06-21, none",
    "GetRequesterStatistic, 2011-10-01, GetRequesterStatistic",
    "GetRequesterStatistic, 2014-08-15, GetRequesterStatisticRequest",
    "GetRequesterWorkerStatistic, 2013-11-15, GetRequesterWorkerStatistic",
    "GetRequesterWorkerStatistic, 2014-08-15, GetRequesterWorkerStatisticRequest",
    "GetHIT, 2007-06-21, GetHITRequest",
    "RejectQualificationRequest, 2014-08-15, RejectQualificationRequestRequest",
    "GetAssignment, 2011-10-01, none",
    "GetAssignment, 2012-03-25, GetAssignmentRequest",
    "GetQualificationScore, 2014-08-15, none",
  })
  void theEchoHasTheNameThatTheVersionGivesIt(String operation, String version, String echo) {
    assertEquals(
        echo, operation(operation).echo(ApiVersion.meantBy(version).orElseThrow()).orElse("none"));
  }

  @ParameterizedTest(name = "{1} came with {0}")
  @CsvSource({
    "2011-10-01, UniqueRequestToken",
    "2011-10-01, HITReviewPolicy",
    "2012-03-25, HITLayoutId",
    "2012-03-25, HITLayoutParameter",
  })
  void theEchoHasNoParameterOfALaterVersion(String since, String parameter) {
    Structure given =
        given("HITTypeId", "3T")
            .with("UniqueRequestToken", new Text("t"))
            .with("HITReviewPolicy", given("PolicyName", "p"))
            .with("HITLayoutId", new Text("3L"))
            .with("HITLayoutParameter", new Items(List.of(given("Name", "n"))));
    for (ApiVersion version : ApiVersion.values()) {
      String echo = echo(version, "CreateHIT", given);
      assertTrue(echo.startsWith("<CreateHITRequest><HITTypeId>3T</HITTypeId>"), echo);
      assertEquals(came(since, version), echo.contains("<" + parameter + ">"), echo);
    }
  }

  @Test
  void theEchoHasNoWordThatTheSchemaLacks() {
    assertEquals(
        "<GetQualificationRequestsRequest><ResponseGroup>Request</ResponseGroup>"
            + "</GetQualificationRequestsRequest>",
        echo(ApiVersion.NEWEST, "GetQualificationRequests", given("SortProperty", "Expiration")));
  }

  @Test
  void theEchoHasResponseGroupsWhereTheSchemaHasThem() {
    assertEquals(
        "<ApproveAssignmentRequest><AssignmentId>3A</AssignmentId>"
            + "<ResponseGroup>Request</ResponseGroup><RequesterFeedback>f</RequesterFeedback>"
            + "</ApproveAssignmentRequest>",
        echo(
            ApiVersion.NEWEST,
            "ApproveAssignment",
            given("AssignmentId", "3A").with("RequesterFeedback", new Text("f"))));
    assertEquals(
        "<DisposeQualificationTypeRequest><QualificationTypeId>3Q</QualificationTypeId>"
            + "</DisposeQualificationTypeRequest>",
        echo(ApiVersion.NEWEST, "DisposeQualificationType", given("QualificationTypeId", "3Q")));
  }

  @Test
  void aRequirementThatTheVersionCannotSayIsNoPartOfTheEcho() {
    Structure requirement =
        given("QualificationTypeId", "3Q")
            .with("Comparator", new Text("In"))
            .with("RequiredToPreview", new Flag(true));
    Structure given =
        Structure.EMPTY.with("QualificationRequirement", new Items(List.of(requirement)));
    assertEquals(
        "<RegisterHITTypeRequest><ResponseGroup>Request</ResponseGroup></RegisterHITTypeRequest>",
        echo(ApiVersion.V2012_03_25, "RegisterHITType", given));
    assertEquals(
        "<RegisterHITTypeRequest><QualificationRequirement>"
            + "<QualificationTypeId>3Q</QualificationTypeId><Comparator>In</Comparator>"
            + "<RequiredToPreview>true</RequiredToPreview></QualificationRequirement>"
            + "<ResponseGroup>Request</ResponseGroup></RegisterHITTypeRequest>",
        echo(ApiVersion.V2013_11_15, "RegisterHITType", given));
  }

  // Which version is meant (9.4)

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "2005-10-01, 2007-06-21",
    "2006-10-31, 2007-06-21",
    "2007-06-21, 2007-06-21",
    "2008-08-02, 2008-08-02",
    "2009-01-01, 2008-08-02",
    "2011-09-01, 2011-10-01",
    "2011-10-01, 2011-10-01",
    "2012-01-01, 2011-10-01",
    "2012-03-25, 2012-03-25",
    "2013-11-15, 2013-11-15",
    "2014-08-15, 2014-08-15",
    "2017-01-17, 2014-08-15",
  })
  void anUnknownDateMeansTheNewestVersionThatIsNotLater(String date, String version) {
    assertEquals(Optional.of(version), ApiVersion.meantBy(date).map(ApiVersion::date));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "2014", "2014-08-15/", "20140815"})
  void whatIsNoDateMeansNoVersion(String text) {
    assertEquals(Optional.empty(), ApiVersion.meantBy(text));
  }

  private static boolean came(String since, ApiVersion version) {
    return version.date().compareTo(since) >= 0;
  }

  private static Operation operation(String name) {
    return LegacyOperations.catalogue().find(name).orElseThrow();
  }

  private static Structure given(String name, String text) {
    return Structure.EMPTY.with(name, new Text(text));
  }

  private static String soap(ApiVersion version, String operation, String modern) {
    return answer(Optional.of(version), operation, Structure.EMPTY, modern);
  }

  private static String rest(String operation, String modern) {
    return answer(Optional.empty(), operation, Structure.EMPTY, modern);
  }

  private static String echo(ApiVersion version, String operation, Structure given) {
    String answer = answer(Optional.of(version), operation, given, "{}");
    int start = answer.indexOf("</IsValid>") + "</IsValid>".length();
    return answer.substring(start, answer.indexOf("</Request>", start));
  }

  private static Envelope envelope(Optional<ApiVersion> version) {
    return version.map(Envelope::soap).orElse(Envelope.of(Transport.REST));
  }

  private static String answer(
      Optional<ApiVersion> version, String name, Structure given, String modern) {
    try {
      Operation operation = operation(name);
      Arguments request = new Arguments(operation, given, EVERYTHING, List.of("Request"));
      Outcome done = new Outcome.Done(new ObjectMapper().readTree(modern));
      return StandardCharsets.UTF_8
          .decode(
              new AnswerWriter("id", Instant.EPOCH, false, envelope(version))
                  .answer(operation, List.of(new Answered(Optional.of(request), done)))
                  .body())
          .toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(modern, e);
    }
  }
}
