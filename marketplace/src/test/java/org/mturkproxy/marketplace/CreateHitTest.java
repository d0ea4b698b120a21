package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;
import static org.mturkproxy.marketplace.ApiErrors.assertValidation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Comparator;
import software.amazon.awssdk.services.mturk.model.CreateHitRequest;
import software.amazon.awssdk.services.mturk.model.CreateHitWithHitTypeRequest;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.HITAccessActions;
import software.amazon.awssdk.services.mturk.model.HITReviewStatus;
import software.amazon.awssdk.services.mturk.model.HITStatus;
import software.amazon.awssdk.services.mturk.model.Locale;
import software.amazon.awssdk.services.mturk.model.QualificationRequirement;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

// RequiredToPreview is deprecated, and still a member that must be honoured.
@SuppressWarnings("deprecation")
class CreateHitTest {

  private static TestMarketplace marketplace;
  private static MTurkClient alice;
  private static MTurkClient bob;

  @BeforeAll
  static void start() {
    marketplace = TestMarketplace.inMemory();
    alice = marketplace.alice();
    bob = marketplace.bob();
  }

  @AfterAll
  static void stop() {
    alice.close();
    bob.close();
    marketplace.close();
  }

  @Shows({
    "CreateHIT.LifetimeInSeconds",
    "CreateHIT.QualificationRequirements.Comparator",
    "CreateHIT.QualificationRequirements.IntegerValues",
    "CreateHIT.QualificationRequirements.LocaleValues.Country",
    "CreateHIT.QualificationRequirements.LocaleValues.Subdivision",
    "CreateHIT.QualificationRequirements.QualificationTypeId",
    "CreateHIT.QualificationRequirements.RequiredToPreview"
  })
  @Test
  void everyMemberComesBack() {
    Instant before = Instant.now().minusSeconds(1);
    QualificationRequirement locale =
        QualificationRequirement.builder()
            .qualificationTypeId("00000000000000000071")
            .comparator(Comparator.IN)
            .localeValues(
                Locale.builder().country("US").subdivision("CA").build(),
                Locale.builder().country("GB").build())
            .build();
    QualificationRequirement approved =
        QualificationRequirement.builder()
            .qualificationTypeId("000000000000000000L0")
            .comparator(Comparator.GREATER_THAN_OR_EQUAL_TO)
            .integerValues(95)
            .requiredToPreview(true)
            .build();
    HIT hit =
        alice
            .createHIT(
                Examples.hit()
                    .maxAssignments(3)
                    .autoApprovalDelayInSeconds(3600L)
                    .keywords("photo, tag")
                    .requesterAnnotation("batch-7 \uD83D\uDE00")
                    .qualificationRequirements(locale, approved)
                    .build())
            .hit();

    assertTrue(hit.hitId().matches("3[0-9A-Z]{29}"), hit.hitId());
    assertTrue(hit.hitTypeId().matches("3[0-9A-Z]{29}"), hit.hitTypeId());
    assertTrue(hit.hitGroupId().matches("3[0-9A-Z]{29}"), hit.hitGroupId());
    assertNull(hit.hitLayoutId());
    assertTrue(hit.creationTime().isAfter(before), () -> hit.creationTime().toString());
    assertEquals(hit.creationTime().truncatedTo(ChronoUnit.SECONDS), hit.creationTime());
    assertEquals(hit.creationTime().plusSeconds(86_400), hit.expiration());
    assertEquals("Tag a photo", hit.title());
    assertEquals("Choose tags", hit.description());
    assertEquals(Examples.EXTERNAL_QUESTION, hit.question());
    assertEquals("photo, tag", hit.keywords());
    assertEquals(HITStatus.ASSIGNABLE, hit.hitStatus());
    assertEquals(3, hit.maxAssignments());
    assertEquals("0.05", hit.reward());
    assertEquals(3600, hit.autoApprovalDelayInSeconds());
    assertEquals(600, hit.assignmentDurationInSeconds());
    assertEquals("batch-7 \uD83D\uDE00", hit.requesterAnnotation());
    assertEquals(HITReviewStatus.NOT_REVIEWED, hit.hitReviewStatus());
    assertEquals(0, hit.numberOfAssignmentsPending());
    assertEquals(3, hit.numberOfAssignmentsAvailable());
    assertEquals(0, hit.numberOfAssignmentsCompleted());
    assertEquals(
        List.of(
            locale.toBuilder().requiredToPreview(false).actionsGuarded("Accept").build(),
            approved.toBuilder().actionsGuarded(HITAccessActions.PREVIEW_AND_ACCEPT).build()),
        hit.qualificationRequirements());
    assertEquals(hit, alice.getHIT(r -> r.hitId(hit.hitId())).hit());
  }

  @Test
  void whatIsNotGivenHasItsDefaultOrIsAbsent() {
    HIT hit = alice.createHIT(Examples.hit().build()).hit();
    assertEquals(1, hit.maxAssignments());
    assertEquals(2_592_000, hit.autoApprovalDelayInSeconds());
    assertNull(hit.keywords());
    assertNull(hit.requesterAnnotation());
    assertEquals(List.of(), hit.qualificationRequirements());
  }

  @Test
  void anAutoApprovalDelayOfZeroIsNotTheDefault() {
    HIT hit = alice.createHIT(Examples.hit().autoApprovalDelayInSeconds(0L).build()).hit();
    assertEquals(0, hit.autoApprovalDelayInSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {Examples.QUESTION_FORM, Examples.HTML_QUESTION})
  void theQuestionIsKeptByteForByte(String question) {
    String id = alice.createHIT(Examples.hit().question(question).build()).hit().hitId();
    assertEquals(question, alice.getHIT(r -> r.hitId(id)).hit().question());
  }

  @Test
  void equalValuesShareAHitType() {
    String first = alice.createHITType(Examples.hitType().build()).hitTypeId();
    assertEquals(first, alice.createHITType(Examples.hitType().build()).hitTypeId());
    assertEquals(first, alice.createHIT(Examples.hit().build()).hit().hitTypeId());
    assertNotEquals(
        first, alice.createHITType(Examples.hitType().reward("0.06").build()).hitTypeId());
    assertNotEquals(
        first, alice.createHITType(Examples.hitType().keywords("k").build()).hitTypeId());
    assertNotEquals(first, bob.createHITType(Examples.hitType().build()).hitTypeId());
  }

  @Test
  void aHitTakesTheValuesOfItsHitType() {
    String type =
        alice.createHITType(Examples.hitType().reward("5.").keywords("deep").build()).hitTypeId();
    HIT hit =
        alice
            .createHITWithHITType(
                r ->
                    r.hitTypeId(type)
                        .lifetimeInSeconds(60L)
                        .maxAssignments(2)
                        .question(Examples.HTML_QUESTION)
                        .requesterAnnotation("a"))
            .hit();
    assertEquals(type, hit.hitTypeId());
    assertEquals("5.00", hit.reward());
    assertEquals("deep", hit.keywords());
    assertEquals("a", hit.requesterAnnotation());
    assertEquals(2, hit.maxAssignments());
    assertEquals(Examples.HTML_QUESTION, hit.question());
    assertEquals(hit.creationTime().plusSeconds(60), hit.expiration());
  }

  @Test
  void aTypeThatDoesNotExistOrIsSomebodyElsesIsRefused() {
    String bobs = bob.createHITType(Examples.hitType().build()).hitTypeId();
    for (String id : List.of("3NOSUCHTYPE", bobs)) {
      assertParameterError(
          "The value \"" + id + "\" is not valid for the parameter HITTypeId.",
          () -> alice.createHITWithHITType(withType(id).build()));
    }
  }

  @Test
  void aHitThatDoesNotExistOrIsSomebodyElsesIsRefused() {
    String bobs = bob.createHIT(Examples.hit().build()).hit().hitId();
    for (String id : List.of("3NOSUCHHIT", bobs)) {
      assertRequestError(
          "HITDoesNotExist",
          "Hit " + id + " does not exist.",
          () -> alice.getHIT(r -> r.hitId(id)));
    }
  }

  @Shows("CreateHIT.UniqueRequestToken")
  @Test
  void aTokenMakesOneHitAndTellsWhichInBothOperations() {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    HIT first = alice.createHIT(Examples.hit().uniqueRequestToken("t-1").build()).hit();
    String message =
        "The HIT " + first.hitId() + " was already created with this UniqueRequestToken.";
    assertRequestError(
        "HITAlreadyExists",
        message,
        () -> alice.createHIT(Examples.hit().title("Other").uniqueRequestToken("t-1").build()));
    assertRequestError(
        "HITAlreadyExists",
        message,
        () -> alice.createHITWithHITType(withType(type).uniqueRequestToken("t-1").build()));
  }

  @Shows("CreateHITWithHITType.UniqueRequestToken")
  @Test
  void aTokenOfEitherOperationIsUsedForBoth() {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    String first =
        alice.createHITWithHITType(withType(type).uniqueRequestToken("t-2").build()).hit().hitId();
    assertRequestError(
        "HITAlreadyExists",
        "The HIT " + first + " was already created with this UniqueRequestToken.",
        () -> alice.createHIT(Examples.hit().uniqueRequestToken("t-2").build()));
  }

  @ParameterizedTest
  @EnumSource(
      value = HITAccessActions.class,
      names = "UNKNOWN_TO_SDK_VERSION",
      mode = EnumSource.Mode.EXCLUDE)
  void whatARequirementGuardsComesBackInBothSpellings(HITAccessActions actions) {
    QualificationRequirement requirement =
        Examples.requirement(
            q ->
                q.qualificationTypeId("00000000000000000060")
                    .comparator("EqualTo")
                    .integerValues(1)
                    .actionsGuarded(actions));
    assertEquals(
        List.of(
            requirement.toBuilder().requiredToPreview(actions != HITAccessActions.ACCEPT).build()),
        alice
            .createHIT(Examples.hit().qualificationRequirements(requirement).build())
            .hit()
            .qualificationRequirements());
  }

  @Test
  void tokensBelongToTheirAccount() {
    HIT one = alice.createHIT(Examples.hit().uniqueRequestToken("shared").build()).hit();
    HIT other = bob.createHIT(Examples.hit().uniqueRequestToken("shared").build()).hit();
    assertNotEquals(one.hitId(), other.hitId());
  }

  @Test
  void aTokenIsForgottenAfterADay() {
    CreateHitRequest request = Examples.hit().uniqueRequestToken("day").build();
    alice.createHIT(request);
    marketplace.advance(Duration.ofHours(24).minusMinutes(1));
    assertThrows(RequestErrorException.class, () -> alice.createHIT(request));
    marketplace.advance(Duration.ofMinutes(2));
    alice.createHIT(request);
  }

  @Test
  void aTokenOfARefusedCallIsFree() {
    assertThrows(
        RequestErrorException.class,
        () -> alice.createHIT(Examples.hit().question("<a").uniqueRequestToken("free").build()));
    alice.createHIT(Examples.hit().uniqueRequestToken("free").build());
  }

  @Test
  void withoutFundsForAllAssignmentsNothingIsCreated() {
    try (TestMarketplace poor = TestMarketplace.withBalance("0.59");
        MTurkClient client = poor.alice()) {
      // 0.05 and a fee of 0.01 each: nine are paid for, ten would also double the fee.
      client.createHIT(Examples.hit().maxAssignments(9).build());
      assertRequestError(
          "InsufficientFunds",
          "This Requester has insufficient funds in their account to complete this transaction.",
          () -> client.createHIT(Examples.hit().maxAssignments(10).build()));
    }
  }

  static Stream<Arguments> outsideTheLimits() {
    return Stream.of(
        limit(b -> b.title("x".repeat(129)), tooLong("x".repeat(129), "Title", "128 characters")),
        limit(b -> b.title(""), empty("", "Title")),
        limit(b -> b.description(" "), empty(" ", "Description")),
        limit(b -> b.lifetimeInSeconds(29L), range(29, "LifetimeInSeconds", 30, 31_536_000)),
        limit(
            b -> b.lifetimeInSeconds(31_536_001L),
            range(31_536_001, "LifetimeInSeconds", 30, 31_536_000)),
        limit(
            b -> b.assignmentDurationInSeconds(29L),
            range(29, "AssignmentDurationInSeconds", 30, 31_536_000)),
        limit(
            b -> b.autoApprovalDelayInSeconds(2_592_001L),
            range(2_592_001, "AutoApprovalDelayInSeconds", 0, 2_592_000)),
        limit(
            b -> b.autoApprovalDelayInSeconds(-1L),
            range(-1, "AutoApprovalDelayInSeconds", 0, 2_592_000)),
        limit(b -> b.maxAssignments(0), range(0, "MaxAssignments", 1, 1_000_000_000)),
        limit(
            b -> b.question(null),
            "Exactly one of the parameters Question and HITLayoutId must be given."),
        limit(
            b -> b.hitLayoutId("3LAYOUT"),
            "Exactly one of the parameters Question and HITLayoutId must be given."),
        limit(
            b ->
                b.qualificationRequirements(
                    Examples.requirement(
                        q ->
                            q.qualificationTypeId("00000000000000000040")
                                .comparator("GreaterThan")
                                .integerValues(1)
                                .requiredToPreview(true)
                                .actionsGuarded("Accept"))),
            "The parameters RequiredToPreview and ActionsGuarded must not be used together."));
  }

  @ParameterizedTest
  @MethodSource("outsideTheLimits")
  void aLimitOfTheManualIsKept(UnaryOperator<CreateHitRequest.Builder> change, String message) {
    assertParameterError(message, () -> alice.createHIT(change.apply(Examples.hit()).build()));
  }

  @Test
  void aValueAtItsLimitIsAccepted() {
    HIT hit =
        alice
            .createHIT(
                Examples.hit()
                    .title("\uD83D\uDE00".repeat(128))
                    .description("d".repeat(2000))
                    .keywords("k".repeat(1000))
                    .requesterAnnotation("a".repeat(255))
                    .lifetimeInSeconds(31_536_000L)
                    .assignmentDurationInSeconds(30L)
                    .reward("0")
                    .maxAssignments(1_000_000)
                    .build())
            .hit();
    assertEquals("0.00", hit.reward());
    assertEquals(1_000_000, hit.numberOfAssignmentsAvailable());
  }

  static Stream<Arguments> notWellFormedQuestions() {
    return Stream.of(
            "hello",
            "<ExternalQuestion>",
            "<ExternalQuestion/>",
            "<Question/>",
            Examples.EXTERNAL_QUESTION.replace("2006-07-14", "2006-07-15"),
            Examples.EXTERNAL_QUESTION.replace("400", "tall"),
            Examples.EXTERNAL_QUESTION.replace("&amp;", "&"),
            Examples.QUESTION_FORM.replace("QuestionIdentifier", "Identifier"),
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + Examples.EXTERNAL_QUESTION,
            Examples.EXTERNAL_QUESTION + Examples.EXTERNAL_QUESTION)
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("notWellFormedQuestions")
  void aBadQuestionIsAParseError(String question) {
    RequestErrorException error =
        assertThrows(
            RequestErrorException.class,
            () -> alice.createHIT(Examples.hit().question(question).build()));
    assertEquals("AWS.MechanicalTurk.XMLParseError", error.turkErrorCode());
  }

  static Stream<Arguments> rewards() {
    return Stream.of("0.055", ".5", "1,000", "1e1", "-1", "", "$1").map(Arguments::of);
  }

  @Test
  void anAmountIsAtMost16CharactersLong() {
    String reward = "0".repeat(900_000);
    assertValidation(
        "Value '"
            + reward.substring(0, 200)
            + "...' at 'reward' failed to satisfy constraint: Member must have length less than or"
            + " equal to 16",
        () -> alice.createHIT(Examples.hit().reward(reward).build()));
    String longest = "00000000000000.5";
    assertEquals("0.50", alice.createHIT(Examples.hit().reward(longest).build()).hit().reward());
  }

  @ParameterizedTest
  @MethodSource("rewards")
  void anAmountMustMatchThePattern(String reward) {
    String violation =
        "Value '"
            + reward
            + "' at 'reward' failed to satisfy constraint: Member must satisfy regular expression"
            + " pattern: ^[0-9]+(\\.)?[0-9]{0,2}$";
    assertValidation(violation, () -> alice.createHIT(Examples.hit().reward(reward).build()));
  }

  @Test
  void requiredMembersAreMissedByName() {
    assertValidation(
        "Value null at 'title' failed to satisfy constraint: Member must not be null",
        () -> alice.createHIT(Examples.hit().title(null).build()));
    assertValidation(
        "Value 'Near' at 'qualificationRequirements.1.member.comparator' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [LessThan, LessThanOrEqualTo,"
            + " GreaterThan, GreaterThanOrEqualTo, EqualTo, NotEqualTo, Exists, DoesNotExist, In,"
            + " NotIn]",
        () ->
            alice.createHIT(
                Examples.hit()
                    .qualificationRequirements(
                        Examples.requirement(
                            q -> q.qualificationTypeId("00000000000000000040").comparator("Near")))
                    .build()));
  }

  static Stream<Arguments> uncheckableRequirements() {
    return Stream.of(
        requirement(q -> q.qualificationTypeId("00000000000000000040").comparator("GreaterThan")),
        requirement(
            q ->
                q.qualificationTypeId("00000000000000000040")
                    .comparator("EqualTo")
                    .integerValues(1, 2)),
        requirement(
            q ->
                q.qualificationTypeId("00000000000000000040")
                    .comparator("Exists")
                    .integerValues(1)),
        requirement(
            q -> q.qualificationTypeId("00000000000000000071").comparator("In").integerValues(1)),
        requirement(
            q ->
                q.qualificationTypeId("00000000000000000071")
                    .comparator("GreaterThan")
                    .localeValues(Locale.builder().country("US").build())));
  }

  @ParameterizedTest
  @MethodSource("uncheckableRequirements")
  void aRequirementThatCouldNotBeCheckedIsRefused(QualificationRequirement requirement) {
    assertParameterError(
        "The value \""
            + requirement.comparatorAsString()
            + "\" is not valid for the parameter Comparator. The requirement of the"
            + " QualificationType "
            + requirement.qualificationTypeId()
            + " has values that do not go with it.",
        () -> alice.createHIT(Examples.hit().qualificationRequirements(requirement).build()));
  }

  @Test
  void aRequiredQualificationTypeMustExistAndBeOnesOwn() {
    String bobs =
        bob.createQualificationType(
                r -> r.name("bob's").description("d").qualificationTypeStatus("Active"))
            .qualificationType()
            .qualificationTypeId();
    for (String id : List.of("3NOSUCHTYPE", "000000000000000000S0", bobs)) {
      assertRequestError(
          "QualificationTypeDoesNotExist",
          "QualificationType " + id + " does not exist.",
          () ->
              alice.createHITType(
                  Examples.hitType()
                      .qualificationRequirements(
                          Examples.requirement(q -> q.qualificationTypeId(id).comparator("Exists")))
                      .build()));
    }
  }

  private static CreateHitWithHitTypeRequest.Builder withType(String id) {
    return CreateHitWithHitTypeRequest.builder()
        .hitTypeId(id)
        .lifetimeInSeconds(60L)
        .question(Examples.EXTERNAL_QUESTION);
  }

  private static Arguments limit(UnaryOperator<CreateHitRequest.Builder> change, String message) {
    return Arguments.of(change, message);
  }

  private static Arguments requirement(Consumer<QualificationRequirement.Builder> values) {
    return Arguments.of(Examples.requirement(values));
  }

  private static String tooLong(String value, String name, String most) {
    return "The value \""
        + value
        + "\" is not valid for the parameter "
        + name
        + ". It must not be longer than "
        + most
        + ".";
  }

  private static String empty(String value, String name) {
    return "The value \""
        + value
        + "\" is not valid for the parameter "
        + name
        + ". It must not be empty.";
  }

  private static String range(long value, String name, long from, long to) {
    return "The value "
        + value
        + " is invalid for "
        + name
        + ". Valid values range from "
        + from
        + " to "
        + to
        + ".";
  }
}
