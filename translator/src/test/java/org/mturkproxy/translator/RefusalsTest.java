package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.parameter.Parameter;

/**
 * What each operation refuses by itself, before anything goes upstream: the limits of {@code
 * legacy-api.md} section 4, operation by operation.
 */
final class RefusalsTest {

  private static final String HIT =
      "Title=T&Description=D&Reward.1.Amount=1&AssignmentDurationInSeconds=60"
          + "&LifetimeInSeconds=60&Question=q";
  private static final String HIT_OF_TYPE = "HITTypeId=3T&LifetimeInSeconds=60&Question=q";
  private static final String TYPE =
      "Title=T&Description=D&Reward.1.Amount=1&AssignmentDurationInSeconds=60";
  private static final String QUALIFICATION_TYPE =
      "Name=n&Description=d&QualificationTypeStatus=Active";
  private static final String BONUS = "WorkerId=A2&AssignmentId=3A&BonusAmount.1.Amount=1&Reason=r";
  private static final String SPECIFICATION =
      "Notification.1.Destination=d&Notification.1.Transport=SQS&Notification.1.Version=2006-05-05"
          + "&Notification.1.EventType=HITExpired";
  private static final String REQUIREMENT =
      "QualificationRequirement.1.QualificationTypeId=3Q&QualificationRequirement.1.";

  private static final String VALUE = "AWS.MechanicalTurk.InvalidParameterValue";
  private static final String RANGE = "AWS.ParameterOutOfRange";
  private static final String WORD = "AWS.InvalidEnumeratedParameter";
  private static final String MISSING = "AWS.MissingParameters";
  private static final String TOO_MANY = "AWS.ExceededMaximumParameterValues";

  /**
   * Each: operation, the parameters of a call that would pass, what breaks it, the error's code.
   */
  private static final String[][] BROKEN = {
    // 4.1, 4.2, 4.34
    {"ApproveAssignment", "", "AssignmentId=3-A", VALUE},
    {"ApproveAssignment", "AssignmentId=3A", "RequesterFeedback=%01", VALUE},
    {"ApproveAssignment", "AssignmentId=3A", "RequesterFeedback=%0B", VALUE},
    {"ApproveAssignment", "AssignmentId=3A", "RequesterFeedback=%1F", VALUE},
    {"ApproveAssignment", "AssignmentId=3A", "RequesterFeedback=" + "f".repeat(1025), VALUE},
    {"ApproveRejectedAssignment", "AssignmentId=3A", "RequesterFeedback=%0E", VALUE},
    {
      "ApproveRejectedAssignment", "AssignmentId=3A", "RequesterFeedback=" + "f".repeat(1025), VALUE
    },
    {"RejectAssignment", "AssignmentId=3A", "RequesterFeedback=%08", VALUE},
    {"RejectAssignment", "AssignmentId=3A", "RequesterFeedback=" + "f".repeat(1025), VALUE},
    // 4.3
    {"AssignQualification", "QualificationTypeId=3Q", "WorkerId=B2", VALUE},
    {"AssignQualification", "QualificationTypeId=3Q&WorkerId=A2", "IntegerValue=many", VALUE},
    {"AssignQualification", "QualificationTypeId=3Q&WorkerId=A2", "IntegerValue=1.5", VALUE},
    {"AssignQualification", "QualificationTypeId=3Q&WorkerId=A2", "IntegerValue=2147483648", RANGE},
    {"AssignQualification", "QualificationTypeId=3Q&WorkerId=A2", "SendNotification=maybe", VALUE},
    // 4.4, 4.42
    {"BlockWorker", "Reason=r", "WorkerId=nobody", VALUE},
    {"BlockWorker", "WorkerId=A2", "Reason=", MISSING},
    {"UnblockWorker", "", "WorkerId=nobody", VALUE},
    // 4.25, 4.26
    {"GetRequesterStatistic", "TimePeriod=LifeToDate", "Statistic=NumberHITsLost", WORD},
    {"GetRequesterStatistic", "TimePeriod=LifeToDate", "Statistic=NumberHITsCompleted", VALUE},
    {"GetRequesterStatistic", "Statistic=NumberHITsAssignable", "TimePeriod=OneYear", WORD},
    {"GetRequesterStatistic", "Statistic=NumberHITsAssignable", "Count=0", RANGE},
    {
      "GetRequesterWorkerStatistic",
      "Statistic=NumberAssignmentsApproved&TimePeriod=LifeToDate",
      "WorkerId=nobody",
      VALUE
    },
    // 4.5
    {"ChangeHITTypeOfHIT", "HITId=3H", "HITTypeId=3_T", VALUE},
    // 4.6
    {"CreateHIT", HIT, "MaxAssignments=0", RANGE},
    {"CreateHIT", HIT, "MaxAssignments=-1", RANGE},
    {"CreateHIT", HIT, "MaxAssignments=1000000001", RANGE},
    {"CreateHIT", HIT, "MaxAssignments=three", VALUE},
    {"CreateHIT", HIT, "AutoApprovalDelayInSeconds=-1", RANGE},
    {"CreateHIT", HIT, "AutoApprovalDelayInSeconds=2592001", RANGE},
    {"CreateHIT", HIT.replace("&LifetimeInSeconds=60", ""), "LifetimeInSeconds=29", RANGE},
    {"CreateHIT", HIT.replace("&LifetimeInSeconds=60", ""), "LifetimeInSeconds=31536001", RANGE},
    {"CreateHIT", HIT.replace("&LifetimeInSeconds=60", ""), "LifetimeInSeconds=", MISSING},
    {
      "CreateHIT",
      HIT.replace("&AssignmentDurationInSeconds=60", ""),
      "AssignmentDurationInSeconds=29",
      RANGE
    },
    {
      "CreateHIT",
      HIT.replace("&AssignmentDurationInSeconds=60", ""),
      "AssignmentDurationInSeconds=31536001",
      RANGE
    },
    {"CreateHIT", HIT.replace("Title=T&", ""), "Title=" + "t".repeat(129), VALUE},
    {"CreateHIT", HIT.replace("&Description=D", ""), "Description=" + "d".repeat(2001), VALUE},
    {"CreateHIT", HIT, "Keywords=" + "k".repeat(1001), VALUE},
    {"CreateHIT", HIT, "RequesterAnnotation=" + "a".repeat(256), VALUE},
    {"CreateHIT", HIT_OF_TYPE, "UniqueRequestToken=" + "t".repeat(65), VALUE},
    {"CreateHIT", HIT.replace("&Question=q", ""), "Question=" + "q".repeat(65_536), VALUE},
    {"CreateHIT", HIT.replace("&Question=q", ""), "Question=", VALUE},
    {"CreateHIT", HIT_OF_TYPE.replace("&Question=q", ""), "Question=", VALUE},
    {"CreateHIT", HIT, "HITLayoutId=3L", VALUE},
    {"CreateHIT", HIT_OF_TYPE, "HITLayoutId=3L", VALUE},
    {"CreateHIT", HIT_OF_TYPE, "HITLayoutParameter.1.Value=v", MISSING},
    {"CreateHIT", HIT.replace("&Reward.1.Amount=1", ""), "Reward.1.Amount=0.055", VALUE},
    {"CreateHIT", HIT.replace("&Reward.1.Amount=1", ""), "Reward=1", WORD},
    {"CreateHIT", HIT, "Reward.1.CurrencyCode=EUR", VALUE},
    {"CreateHIT", HIT.replace("&Reward.1.Amount=1", ""), "Reward.1.FormattedPrice=$1", MISSING},
    {"CreateHIT", HIT_OF_TYPE, "AssignmentReviewPolicy.1.Parameter.1.Key=k", MISSING},
    {
      "CreateHIT",
      HIT_OF_TYPE,
      "HITReviewPolicy.1.PolicyName=p&HITReviewPolicy.1.Parameter.1.Value=v",
      MISSING
    },
    {"CreateHIT", HIT, REQUIREMENT + "Comparator=EqualTo", MISSING},
    // 4.7
    {"CreateQualificationType", QUALIFICATION_TYPE, "Keywords=" + "k".repeat(1001), VALUE},
    {"CreateQualificationType", "Name=n", "Description=", MISSING},
    {"CreateQualificationType", "Name=n", "Description=" + "d".repeat(2001), VALUE},
    {"CreateQualificationType", "Name=n&Description=d", "QualificationTypeStatus=Gone", WORD},
    {"CreateQualificationType", QUALIFICATION_TYPE, "RetryDelayInSeconds=-1", RANGE},
    {"CreateQualificationType", QUALIFICATION_TYPE, "Test=t", MISSING},
    {"CreateQualificationType", QUALIFICATION_TYPE, "Test=t&TestDurationInSeconds=0", RANGE},
    {
      "CreateQualificationType",
      QUALIFICATION_TYPE,
      "Test=" + "t".repeat(65_536) + "&TestDurationInSeconds=9",
      VALUE
    },
    {
      "CreateQualificationType",
      QUALIFICATION_TYPE,
      "Test=t&TestDurationInSeconds=9&AutoGranted=true",
      VALUE
    },
    {"CreateQualificationType", QUALIFICATION_TYPE, "AnswerKey=k", MISSING},
    {
      "CreateQualificationType",
      QUALIFICATION_TYPE,
      "Test=t&TestDurationInSeconds=9&AnswerKey=" + "k".repeat(65_536),
      VALUE
    },
    {"CreateQualificationType", QUALIFICATION_TYPE, "AutoGranted=perhaps", VALUE},
    {"CreateQualificationType", QUALIFICATION_TYPE, "AutoGrantedValue=x", VALUE},
    // 4.8 to 4.12, 4.19, 4.40
    {"DisableHIT", "", "HITId=3-H", VALUE},
    {"DisposeHIT", "", "HITId=3-H", VALUE},
    {"DisposeQualificationType", "", "QualificationTypeId=3-Q", VALUE},
    {"ExtendHIT", "HITId=3H", "UniqueRequestToken=t", MISSING},
    {"ExtendHIT", "HITId=3H", "MaxAssignmentsIncrement=0", RANGE},
    {"ExtendHIT", "HITId=3H", "MaxAssignmentsIncrement=1000000001", RANGE},
    {"ExtendHIT", "HITId=3H", "ExpirationIncrementInSeconds=59", RANGE},
    {"ExtendHIT", "HITId=3H", "ExpirationIncrementInSeconds=31536001", RANGE},
    {
      "ExtendHIT",
      "HITId=3H&MaxAssignmentsIncrement=1",
      "UniqueRequestToken=" + "t".repeat(65),
      VALUE
    },
    {"ForceExpireHIT", "", "HITId=3-H", VALUE},
    {"GetHIT", "", "HITId=3-H", VALUE},
    {"SetHITAsReviewing", "HITId=3H", "Revert=back", VALUE},
    // 4.14 to 4.18
    {"GetAssignment", "", "AssignmentId=3-A", VALUE},
    {"GetAssignmentsForHIT", "HITId=3H", "SortProperty=Colour", WORD},
    {"GetAssignmentsForHIT", "HITId=3H", "SortDirection=Sideways", WORD},
    {"GetAssignmentsForHIT", "HITId=3H", "AssignmentStatus=Submitted,Lost", WORD},
    {"GetAssignmentsForHIT", "HITId=3H", "PageSize=101", RANGE},
    {"GetAssignmentsForHIT", "HITId=3H", "PageNumber=0", RANGE},
    {"GetAssignmentsForHIT", "HITId=3H", "PageNumber=one", VALUE},
    {"GetBlockedWorkers", "", "PageSize=65536", RANGE},
    {"GetBlockedWorkers", "", "PageNumber=-1", RANGE},
    {"GetBonusPayments", "HITId=3H", "PageSize=0", RANGE},
    {"GetBonusPayments", "", "HITId=", MISSING},
    {"GetFileUploadURL", "AssignmentId=3A", "QuestionIdentifier=", MISSING},
    // 4.20 to 4.24
    {"GetHITsForQualificationType", "QualificationTypeId=3Q", "PageSize=101", RANGE},
    {"GetQualificationRequests", "", "SortProperty=Name", WORD},
    {"GetQualificationRequests", "", "PageSize=101", RANGE},
    {"GetQualificationRequests", "", "QualificationTypeId=3-Q", VALUE},
    {"GetQualificationScore", "QualificationTypeId=3Q", "SubjectId=B2", VALUE},
    {"GetQualificationType", "", "QualificationTypeId=3-Q", VALUE},
    {"GetQualificationsForQualificationType", "QualificationTypeId=3Q", "Status=Lost", WORD},
    {"GetQualificationsForQualificationType", "QualificationTypeId=3Q", "PageSize=101", RANGE},
    // 4.27, 4.28
    {"GetReviewResultsForHIT", "HITId=3H", "PageSize=65536", RANGE},
    {"GetReviewableHITs", "", "HITTypeId=3-T", VALUE},
    {"GetReviewableHITs", "", "Status=Assignable", WORD},
    {"GetReviewableHITs", "", "SortProperty=Colour", WORD},
    {"GetReviewableHITs", "", "PageSize=101", RANGE},
    // 4.29
    {"GrantBonus", BONUS.replace("&BonusAmount.1.Amount=1", ""), "Reward.1.Amount=1", MISSING},
    {"GrantBonus", BONUS.replace("&BonusAmount.1.Amount=1", ""), "BonusAmount.1.Amount=-1", VALUE},
    {
      "GrantBonus",
      BONUS.replace("&BonusAmount.1.Amount=1", ""),
      "BonusAmount.1.Amount=0.9752",
      VALUE
    },
    {"GrantBonus", BONUS, "BonusAmount.1.CurrencyCode=GBP", VALUE},
    {"GrantBonus", BONUS.replace("&Reason=r", ""), "Reason=", MISSING},
    {"GrantBonus", BONUS.replace("WorkerId=A2&", ""), "WorkerId=W2", VALUE},
    {"GrantBonus", BONUS, "UniqueRequestToken=" + "t".repeat(65), VALUE},
    // 4.30, 4.31
    {"GrantQualification", "QualificationRequestId=r", "IntegerValue=high", VALUE},
    {"Help", "About=GetHIT", "HelpType=Everything", WORD},
    // 4.32
    {"NotifyWorkers", "MessageText=m&WorkerId=A2", "Subject=" + "s".repeat(201), VALUE},
    {"NotifyWorkers", "Subject=s&WorkerId=A2", "MessageText=" + "m".repeat(4097), VALUE},
    {"NotifyWorkers", "Subject=s&MessageText=m", "WorkerId=", MISSING},
    {"NotifyWorkers", "Subject=s&MessageText=m", "WorkerId.1=A2&WorkerId.2=nobody", VALUE},
    {
      "NotifyWorkers",
      "Subject=s&MessageText=m",
      Stream.iterate(1, n -> n + 1)
          .limit(101)
          .map(n -> "WorkerId." + n + "=A" + n)
          .collect(Collectors.joining("&")),
      TOO_MANY
    },
    // 4.33
    {"RegisterHITType", TYPE, "AutoApprovalDelayInSeconds=2592001", RANGE},
    {"RegisterHITType", TYPE, "Keywords=" + "k".repeat(1001), VALUE},
    {
      "RegisterHITType",
      TYPE.replace("&AssignmentDurationInSeconds=60", ""),
      "AssignmentDurationInSeconds=29",
      RANGE
    },
    {"RegisterHITType", TYPE.replace("Title=T&", ""), "Title=" + "t".repeat(129), VALUE},
    {
      "RegisterHITType",
      TYPE.replace("&Description=D", ""),
      "Description=" + "d".repeat(2001),
      VALUE
    },
    {"RegisterHITType", TYPE.replace("&Reward.1.Amount=1", ""), "Reward.1.Amount=1e2", VALUE},
    {"RegisterHITType", TYPE, REQUIREMENT + "Comparator=Near", WORD},
    // 4.36 to 4.38
    {"RevokeQualification", "QualificationTypeId=3Q", "SubjectId=B2", VALUE},
    {"SearchHITs", "", "SortProperty=Colour", WORD},
    {"SearchHITs", "", "SortDirection=Up", WORD},
    {"SearchHITs", "", "PageSize=101", RANGE},
    {"SearchQualificationTypes", "", "SortProperty=CreationTime", WORD},
    {"SearchQualificationTypes", "", "MustBeRequestable=maybe", VALUE},
    {"SearchQualificationTypes", "", "MustBeOwnedByCaller=2", VALUE},
    {"SearchQualificationTypes", "", "PageSize=101", RANGE},
    // 4.39, 4.41
    {"SendTestEventNotification", SPECIFICATION, "TestEventType=", MISSING},
    {"SendTestEventNotification", SPECIFICATION, "TestEventType=HITEaten", WORD},
    {"SendTestEventNotification", SPECIFICATION, "TestEventType=AssignmentAutoApproved", WORD},
    {
      "SendTestEventNotification",
      SPECIFICATION.replace("=SQS", "=REST") + "&TestEventType=Ping",
      "",
      "AWS.MechanicalTurk.InvalidTransportEndpoint"
    },
    {"SetHITTypeNotification", "HITTypeId=3T", "Active=", MISSING},
    {"SetHITTypeNotification", "HITTypeId=3T&" + SPECIFICATION, "Active=on", VALUE},
    {
      "SetHITTypeNotification",
      "HITTypeId=3T&" + SPECIFICATION.replace("=HITExpired", "="),
      "",
      MISSING
    },
    {
      "SetHITTypeNotification", "HITTypeId=3T&" + SPECIFICATION.replace("=SQS", "=Pigeon"), "", WORD
    },
    {
      "SetHITTypeNotification",
      "HITTypeId=3T&" + SPECIFICATION.replace("=SQS", "=SOAP"),
      "",
      "AWS.MechanicalTurk.InvalidTransportEndpoint"
    },
    // 4.43, 4.44
    {"UpdateQualificationScore", "QualificationTypeId=3Q&SubjectId=A2", "IntegerValue=", MISSING},
    {"UpdateQualificationScore", "QualificationTypeId=3Q&SubjectId=A2", "IntegerValue=x", VALUE},
    {"UpdateQualificationType", "QualificationTypeId=3Q", "Description=" + "d".repeat(2001), VALUE},
    {"UpdateQualificationType", "QualificationTypeId=3Q", "QualificationTypeStatus=Gone", WORD},
    {"UpdateQualificationType", "QualificationTypeId=3Q", "Test=t", MISSING},
    {"UpdateQualificationType", "QualificationTypeId=3Q", "AnswerKey=k", MISSING},
    {"UpdateQualificationType", "QualificationTypeId=3Q", "TestDurationInSeconds=9", MISSING},
    {
      "UpdateQualificationType",
      "QualificationTypeId=3Q",
      "Test=t&TestDurationInSeconds=9&AutoGranted=1",
      VALUE
    },
    {"UpdateQualificationType", "QualificationTypeId=3Q", "RetryDelayInSeconds=-1", RANGE},
  };

  /** Those without a parameter that can be wrong. */
  private static final Set<String> TAKE_ANYTHING =
      Set.of(
          "GetAccountBalance",
          "RejectQualificationRequest",
          "SetWorkerAcceptLimit",
          "GetWorkerAcceptLimit");

  private final ScriptedUpstream upstream = new ScriptedUpstream();

  private Exchange call(String operation, String parameters) {
    return new LegacyClient(upstream).begin(operation, parameters).join();
  }

  static List<String[]> broken() {
    return List.of(BROKEN);
  }

  @ParameterizedTest(name = "{0} {3} [{index}]")
  @MethodSource("broken")
  void isRefusedWithoutACall(String operation, String good, String bad, String code) {
    Exchange exchange =
        call(
            operation,
            Stream.of(good, bad).filter(t -> !t.isEmpty()).collect(Collectors.joining("&")));

    assertEquals(Optional.of(code), exchange.answer().errorCode(), exchange.answer().xml());
    assertEquals(List.of(), upstream.asked());
  }

  @Test
  void eachOperationHasItsRefusals() {
    Set<String> without = new TreeSet<>();
    for (Operation operation : LegacyOperations.catalogue().operations()) {
      if (Stream.of(BROKEN).noneMatch(row -> row[0].equals(operation.name()))) {
        without.add(operation.name());
      }
    }
    assertEquals(new TreeSet<>(TAKE_ANYTHING), without);
  }

  static List<String> namesOfThoseThatRequireSomething() {
    return LegacyOperations.catalogue().operations().stream()
        .filter(operation -> operation.parameters().stream().anyMatch(Parameter::required))
        .map(Operation::name)
        .toList();
  }

  /** The first thing that is looked at, and all that is missing is named. */
  @ParameterizedTest
  @MethodSource("namesOfThoseThatRequireSomething")
  void whatIsRequiredIsNamedWhereNothingIsGiven(String name) {
    Operation operation = LegacyOperations.catalogue().find(name).orElseThrow();
    List<String> required = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    Exchange exchange = call(name, "");

    assertEquals(Optional.of("AWS.MissingParameters"), exchange.answer().errorCode());
    assertEquals(
        String.join(", ", required),
        exchange
            .answer()
            .xml()
            .replaceAll("(?s).*Required parameters include (.*?)\\. \\(\\d+\\)<.*", "$1"));
    assertEquals(List.of(), upstream.asked());
  }
}
