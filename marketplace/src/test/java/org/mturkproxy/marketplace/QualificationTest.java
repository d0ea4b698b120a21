package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateQualificationTypeRequest;
import software.amazon.awssdk.services.mturk.model.ListQualificationTypesRequest;
import software.amazon.awssdk.services.mturk.model.Qualification;
import software.amazon.awssdk.services.mturk.model.QualificationStatus;
import software.amazon.awssdk.services.mturk.model.QualificationType;
import software.amazon.awssdk.services.mturk.model.QualificationTypeStatus;

class QualificationTest {

  private static final String WORKER = "A2EXAMPLE";

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

  @Test
  void everyMemberOfATypeComesBack() {
    QualificationType type =
        alice
            .createQualificationType(
                named("Photo skill")
                    .keywords("photo, eye")
                    .retryDelayInSeconds(60L)
                    .test(Examples.QUESTION_FORM)
                    .answerKey(Examples.ANSWER_KEY)
                    .testDurationInSeconds(600L)
                    .build())
            .qualificationType();
    assertTrue(type.qualificationTypeId().matches("3[0-9A-Z]{29}"), type.qualificationTypeId());
    assertEquals("Photo skill", type.name());
    assertEquals("d", type.description());
    assertEquals("photo, eye", type.keywords());
    assertEquals(QualificationTypeStatus.ACTIVE, type.qualificationTypeStatus());
    assertEquals(60, type.retryDelayInSeconds());
    assertEquals(Examples.QUESTION_FORM, type.test());
    assertEquals(Examples.ANSWER_KEY, type.answerKey());
    assertEquals(600, type.testDurationInSeconds());
    assertTrue(type.isRequestable());
    assertFalse(type.autoGranted());
    assertNull(type.autoGrantedValue());
    assertEquals(type, get(alice, type.qualificationTypeId()));
  }

  @Test
  void anAutomaticGrantIsOneUnlessSaidOtherwise() {
    assertEquals(1, create(named("auto").autoGranted(true)).autoGrantedValue());
    assertEquals(
        7, create(named("auto 7").autoGranted(true).autoGrantedValue(7)).autoGrantedValue());
  }

  @Test
  void anInactiveTypeCannotBeRequested() {
    QualificationType type =
        create(named("inactive").qualificationTypeStatus(QualificationTypeStatus.INACTIVE));
    assertEquals(QualificationTypeStatus.INACTIVE, type.qualificationTypeStatus());
    assertFalse(type.isRequestable());
  }

  @Test
  void aNameIsUsedOncePerAccount() {
    create(named("Once"));
    assertRequestError(
        "QualificationTypeAlreadyExists",
        "You have already created a QualificationType with this name. A QualificationType's name"
            + " must be unique among all of the QualificationTypes created by the same user.",
        () -> create(named("Once")));
    assertEquals(
        "Once", bob.createQualificationType(named("Once").build()).qualificationType().name());
  }

  @Test
  void aQueryHasAtMost100WordsAnd2000Characters() {
    String words = "w ".repeat(100) + "w";
    assertParameterError(
        "The value \""
            + words.substring(0, 200)
            + "...\" is not valid for the parameter Query. It must not have more than 100 words.",
        () -> alice.listQualificationTypes(r -> r.query(words).mustBeRequestable(true)));
    String letters = "w".repeat(2001);
    assertParameterError(
        "The value \""
            + letters.substring(0, 200)
            + "...\" is not valid for the parameter Query. It must not be longer than 2000"
            + " characters.",
        () -> alice.listQualificationTypes(r -> r.query(letters).mustBeRequestable(true)));
    String longest = "no-such-word-100 ".repeat(100);
    assertEquals(
        0,
        alice.listQualificationTypes(r -> r.query(longest).mustBeRequestable(true)).numResults());
  }

  @Test
  void theMembersOfATestBelongTogether() {
    assertParameterError(
        "The parameter TestDurationInSeconds is required if Test is given.",
        () -> create(named("t1").test(Examples.QUESTION_FORM)));
    assertParameterError(
        "The parameter AutoGranted must not be true if Test is given.",
        () ->
            create(
                named("t2")
                    .test(Examples.QUESTION_FORM)
                    .testDurationInSeconds(1L)
                    .autoGranted(true)));
    assertParameterError(
        "The parameter AnswerKey must not be given without Test.",
        () -> create(named("t3").answerKey(Examples.ANSWER_KEY)));
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000040, Number of HITs approved",
    "00000000000000000060, Adult content",
    "00000000000000000071, Location",
    "000000000000000000L0, HIT approval rate (%)",
    "2F1QJWKUDD8XADTFD2Q0G6UTO95ALH, Masters",
    "2ARFPLSP75KLA8M8DH1HTEQVJT3SY6, Masters",
  })
  void theServicesOwnTypesAreThereForEveryoneAndNobodyMayGrantThem(String id, String name) {
    QualificationType type = get(bob, id);
    assertEquals(name, type.name());
    assertFalse(type.isRequestable());
    assertRequestError(
        "PermissionDenied",
        "This user is not authorized to perform the requested operation.",
        () -> associate(id, 1));
  }

  @Test
  void anotherAccountsTypeIsNotSeen() {
    String id = create(named("Alice's own")).qualificationTypeId();
    assertRequestError(
        "QualificationTypeDoesNotExist",
        "QualificationType " + id + " does not exist.",
        () -> get(bob, id));
    assertRequestError(
        "QualificationTypeDoesNotExist",
        "QualificationType " + id + " does not exist.",
        () -> bob.getQualificationScore(r -> r.qualificationTypeId(id).workerId(WORKER)));
    assertFalse(
        bob
            .listQualificationTypes(r -> r.mustBeRequestable(false).maxResults(100))
            .qualificationTypes()
            .stream()
            .anyMatch(type -> type.qualificationTypeId().equals(id)));
  }

  @Shows({"ListQualificationTypes.MaxResults", "ListQualificationTypes.NextToken"})
  @Test
  void aListIsWalkedInPagesThatAStrangerCannotContinue() {
    String word = UUID.randomUUID().toString();
    IntStream.range(0, 5).forEach(i -> create(named(word + " " + i)));
    ListQualificationTypesRequest request =
        ListQualificationTypesRequest.builder()
            .query("D " + word)
            .mustBeRequestable(true)
            .mustBeOwnedByCaller(true)
            .maxResults(2)
            .build();
    List<Integer> sizes =
        alice.listQualificationTypesPaginator(request).stream()
            .map(page -> page.numResults())
            .toList();
    assertEquals(List.of(2, 2, 1), sizes);
    assertEquals(
        List.of(word + " 0", word + " 1", word + " 2", word + " 3", word + " 4"),
        alice.listQualificationTypesPaginator(request).stream()
            .flatMap(page -> page.qualificationTypes().stream())
            .map(QualificationType::name)
            .toList());
    String token = alice.listQualificationTypes(request).nextToken();
    assertTrue(token.length() <= 255, token);
    for (var misuse :
        List.of(
            request.toBuilder().nextToken(token).query("other").build(),
            request.toBuilder().nextToken(token).mustBeRequestable(false).build(),
            request.toBuilder().nextToken(token + "A").build())) {
      assertParameterError(
          "The value \"" + misuse.nextToken() + "\" is not valid for the parameter NextToken.",
          () -> alice.listQualificationTypes(misuse));
    }
    assertParameterError(
        "The value \"" + token + "\" is not valid for the parameter NextToken.",
        () -> bob.listQualificationTypes(request.toBuilder().nextToken(token).build()));
  }

  @Shows("ListQualificationTypes.Query")
  @Test
  void signsOfTheQueryAreTakenLiterally() {
    create(named("100% sure_thing"));
    assertEquals(1, found("100%"));
    assertEquals(0, found("100_"));
    assertEquals(1, found("SURE_"));
    assertEquals(0, found("sure% x"));
  }

  @Shows("ListQualificationTypes.MustBeRequestable")
  @Test
  void onlyRequestableTypesAreListedIfAsked() {
    String word = UUID.randomUUID().toString();
    create(named(word).qualificationTypeStatus(QualificationTypeStatus.INACTIVE));
    assertEquals(
        0, alice.listQualificationTypes(r -> r.query(word).mustBeRequestable(true)).numResults());
    assertEquals(
        1, alice.listQualificationTypes(r -> r.query(word).mustBeRequestable(false)).numResults());
  }

  @Test
  void theServicesOwnTypesComeFirstWhereTheyAreWanted() {
    List<String> names =
        alice
            .listQualificationTypesPaginator(r -> r.mustBeRequestable(false).maxResults(4))
            .stream()
            .flatMap(page -> page.qualificationTypes().stream())
            .map(QualificationType::name)
            .limit(6)
            .toList();
    assertEquals(
        List.of(
            "Number of HITs approved",
            "Adult content",
            "Location",
            "HIT approval rate (%)",
            "Masters",
            "Masters"),
        names);
  }

  @Shows({
    "DisassociateQualificationFromWorker.QualificationTypeId",
    "DisassociateQualificationFromWorker.WorkerId"
  })
  @Test
  void aQualificationIsGrantedOverwrittenRevokedAndGrantedAgain() {
    String id = create(named("cycle")).qualificationTypeId();
    assertRequestError(
        "QualificationDoesNotExist",
        "You requested a Qualification that does not exist.",
        () -> score(id));
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(id).workerId(WORKER).sendNotification(false));
    Qualification first = score(id);
    assertEquals(id, first.qualificationTypeId());
    assertEquals(WORKER, first.workerId());
    assertEquals(1, first.integerValue());
    assertEquals(QualificationStatus.GRANTED, first.status());
    assertNull(first.localeValue());

    associate(id, 99);
    assertEquals(99, score(id).integerValue());
    assertEquals(first.grantTime(), score(id).grantTime());

    alice.disassociateQualificationFromWorker(
        r -> r.qualificationTypeId(id).workerId(WORKER).reason("over"));
    assertRequestError(
        "InvalidQualificationState",
        "This operation can be called with a status of: Granted",
        () -> score(id));
    assertRequestError(
        "InvalidQualificationState",
        "This operation can be called with a status of: Granted",
        () ->
            alice.disassociateQualificationFromWorker(
                r -> r.qualificationTypeId(id).workerId(WORKER)));

    associate(id, 5);
    assertEquals(5, score(id).integerValue());
  }

  private static long found(String query) {
    return alice
        .listQualificationTypes(
            r -> r.query(query).mustBeRequestable(true).mustBeOwnedByCaller(true))
        .numResults();
  }

  private static void associate(String id, int value) {
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(id).workerId(WORKER).integerValue(value));
  }

  private static Qualification score(String id) {
    return alice
        .getQualificationScore(r -> r.qualificationTypeId(id).workerId(WORKER))
        .qualification();
  }

  private static QualificationType get(MTurkClient client, String id) {
    return client.getQualificationType(r -> r.qualificationTypeId(id)).qualificationType();
  }

  private static QualificationType create(CreateQualificationTypeRequest.Builder request) {
    return alice.createQualificationType(request.build()).qualificationType();
  }

  private static CreateQualificationTypeRequest.Builder named(String name) {
    return CreateQualificationTypeRequest.builder()
        .name(name)
        .description("d")
        .qualificationTypeStatus(QualificationTypeStatus.ACTIVE);
  }
}
