package org.mturkproxy.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * The tables 4.4 to 4.7 and 4.11 of {@code mapping.md}, row by row: a parameter, and the member of
 * the modern call that it becomes. What else the call needs is generated.
 */
final class FieldsOfRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0}: {1} is {3}")
  @DisplayName("4.4: request parameters")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ApproveAssignment | AssignmentId=3A | ApproveAssignment | AssignmentId: "3A"
          ApproveAssignment | RequesterFeedback=Well | ApproveAssignment | RequesterFeedback: "Well"
          ApproveAssignment | RequesterFeedback= | ApproveAssignment | RequesterFeedback: -
          ApproveAssignment | AssignmentId=3A | ApproveAssignment | OverrideRejection: -
          ApproveRejectedAssignment | AssignmentId=3A | ApproveAssignment | AssignmentId: "3A"
          ApproveRejectedAssignment | AssignmentId=3A | ApproveAssignment | OverrideRejection: true
          ApproveRejectedAssignment | RequesterFeedback=x | ApproveAssignment | RequesterFeedback: "x"
          AssignQualification | QualificationTypeId=3Q | AssociateQualificationWithWorker | QualificationTypeId: "3Q"
          AssignQualification | WorkerId=A2 | AssociateQualificationWithWorker | WorkerId: "A2"
          AssignQualification | IntegerValue=-5 | AssociateQualificationWithWorker | IntegerValue: -5
          AssignQualification | IntegerValue= | AssociateQualificationWithWorker | IntegerValue: 1
          AssignQualification | SendNotification=F | AssociateQualificationWithWorker | SendNotification: false
          AssignQualification | SendNotification= | AssociateQualificationWithWorker | SendNotification: true
          BlockWorker | WorkerId=A2 | CreateWorkerBlock | WorkerId: "A2"
          BlockWorker | Reason=r | CreateWorkerBlock | Reason: "r"
          ChangeHITTypeOfHIT | HITId=3H | UpdateHITTypeOfHIT | HITId: "3H"
          ChangeHITTypeOfHIT | HITTypeId=3T | UpdateHITTypeOfHIT | HITTypeId: "3T"
          CreateHIT | HITTypeId=3T | CreateHITWithHITType | HITTypeId: "3T"
          CreateHIT | MaxAssignments=7 | CreateHIT | MaxAssignments: 7
          CreateHIT | MaxAssignments= | CreateHIT | MaxAssignments: 1
          CreateHIT | AutoApprovalDelayInSeconds=0 | CreateHIT | AutoApprovalDelayInSeconds: 0
          CreateHIT | AutoApprovalDelayInSeconds= | CreateHIT | AutoApprovalDelayInSeconds: 2592000
          CreateHIT | LifetimeInSeconds=3600 | CreateHIT | LifetimeInSeconds: 3600
          CreateHIT | AssignmentDurationInSeconds=60 | CreateHIT | AssignmentDurationInSeconds: 60
          CreateHIT | Reward.Amount=.2 | CreateHIT | Reward: "0.20"
          CreateHIT | Title=T & t | CreateHIT | Title: "T & t"
          CreateHIT | Description=D | CreateHIT | Description: "D"
          CreateHIT | Keywords=a,b | CreateHIT | Keywords: "a,b"
          CreateHIT | Keywords= | CreateHIT | Keywords: -
          CreateHIT | Question=<q/> | CreateHIT | Question: "<q/>"
          CreateHIT | RequesterAnnotation=n | CreateHIT | RequesterAnnotation: "n"
          CreateHIT | UniqueRequestToken=t | CreateHIT | UniqueRequestToken: "t"
          CreateQualificationType | Name=N | CreateQualificationType | Name: "N"
          CreateQualificationType | Description=D | CreateQualificationType | Description: "D"
          CreateQualificationType | QualificationTypeStatus=inactive | CreateQualificationType | QualificationTypeStatus: "Inactive"
          CreateQualificationType | QualificationTypeStatus= | CreateQualificationType | QualificationTypeStatus: "Active"
          CreateQualificationType | Keywords=k, l | CreateQualificationType | Keywords: "k, l"
          CreateQualificationType | RetryDelayInSeconds=0 | CreateQualificationType | RetryDelayInSeconds: 0
          CreateQualificationType | RetryDelayInSeconds= | CreateQualificationType | RetryDelayInSeconds: -
          CreateQualificationType | Test=<t/>&TestDurationInSeconds=9 | CreateQualificationType | Test: "<t/>"
          CreateQualificationType | Test=<t/>&TestDurationInSeconds=9 | CreateQualificationType | TestDurationInSeconds: 9
          CreateQualificationType | Test=<t/>&TestDurationInSeconds=9&AnswerKey=<k/> | CreateQualificationType | AnswerKey: "<k/>"
          CreateQualificationType | AutoGranted=true | CreateQualificationType | AutoGranted: true
          CreateQualificationType | AutoGranted=true | CreateQualificationType | AutoGrantedValue: 1
          CreateQualificationType | AutoGranted=true&AutoGrantedValue=4 | CreateQualificationType | AutoGrantedValue: 4
          CreateQualificationType | AutoGrantedValue=4 | CreateQualificationType | AutoGrantedValue: -
          DisposeHIT | HitId=3H | DeleteHIT | HITId: "3H"
          ForceExpireHIT | HITId=3H | UpdateExpirationForHIT | HITId: "3H"
          ForceExpireHIT | HITId=3H | UpdateExpirationForHIT | ExpireAt: 0
          GetHIT | HITId=3H | GetHIT | HITId: "3H"
          DisposeQualificationType | QualificationTypeId=3Q | DeleteQualificationType | QualificationTypeId: "3Q"
          GetQualificationType | QualificationTypeId=3Q | GetQualificationType | QualificationTypeId: "3Q"
          ExtendHIT | HITId=3H | GetHIT | HITId: "3H"
          ExtendHIT | HITId=3H | CreateAdditionalAssignmentsForHIT | HITId: "3H"
          ExtendHIT | MaxAssignmentsIncrement=3 | CreateAdditionalAssignmentsForHIT | NumberOfAdditionalAssignments: 3
          ExtendHIT | ExpirationIncrementInSeconds=3600 | UpdateExpirationForHIT | ExpireAt: 1567548801
          ExtendHIT | UniqueRequestToken=t | CreateAdditionalAssignmentsForHIT | UniqueRequestToken: "t"
          GetAccountBalance | Unused=x | GetAccountBalance | Unused: -
          GetAssignment | AssignmentId=3A | GetAssignment | AssignmentId: "3A"
          GetAssignmentsForHIT | HITId=3H | ListAssignmentsForHIT | HITId: "3H"
          GetAssignmentsForHIT | AssignmentStatus=Approved,Rejected | ListAssignmentsForHIT | AssignmentStatuses: ["Approved","Rejected"]
          GetAssignmentsForHIT | AssignmentStatus.2=Approved&AssignmentStatus.1=Submitted | ListAssignmentsForHIT | AssignmentStatuses: ["Submitted","Approved"]
          GetAssignmentsForHIT | AssignmentStatus= | ListAssignmentsForHIT | AssignmentStatuses: ["Submitted","Approved","Rejected"]
          GetAssignmentsForHIT | PageSize=7&PageNumber=1 | ListAssignmentsForHIT | MaxResults: 100
          GetBlockedWorkers | PageSize=7 | ListWorkerBlocks | MaxResults: 100
          SearchHITs | PageSize=7&SortProperty=Title | ListHITs | MaxResults: 100
          GetBonusPayments | HITId=3H | ListBonusPayments | HITId: -
          GetBonusPayments | AssignmentId=&HITId=3H | ListBonusPayments | HITId: "3H"
          GetBonusPayments | AssignmentId=3A&HITId=3H | ListBonusPayments | AssignmentId: "3A"
          GetFileUploadURL | AssignmentId=3A | GetFileUploadURL | AssignmentId: "3A"
          GetFileUploadURL | QuestionIdentifier=q 1 | GetFileUploadURL | QuestionIdentifier: "q 1"
          GetHITsForQualificationType | QualificationTypeId=3Q | ListHITsForQualificationType | QualificationTypeId: "3Q"
          GetQualificationRequests | QualificationTypeId=3Q | ListQualificationRequests | QualificationTypeId: "3Q"
          GetQualificationRequests | QualificationTypeId= | ListQualificationRequests | QualificationTypeId: -
          GetQualificationScore | QualificationTypeId=3Q | GetQualificationScore | QualificationTypeId: "3Q"
          GetQualificationScore | SubjectId=A2 | GetQualificationScore | WorkerId: "A2"
          GetQualificationsForQualificationType | QualificationTypeId=3Q | ListWorkersWithQualificationType | QualificationTypeId: "3Q"
          GetQualificationsForQualificationType | Status=revoked | ListWorkersWithQualificationType | Status: "Revoked"
          GetQualificationsForQualificationType | Status= | ListWorkersWithQualificationType | Status: "Granted"
          GetReviewableHITs | HITTypeId=3T | ListReviewableHITs | HITTypeId: "3T"
          GetReviewableHITs | Status=Reviewing | ListReviewableHITs | Status: "Reviewing"
          GetReviewableHITs | Status= | ListReviewableHITs | Status: "Reviewable"
          GrantBonus | WorkerId=A2 | SendBonus | WorkerId: "A2"
          GrantBonus | AssignmentId=3A | SendBonus | AssignmentId: "3A"
          GrantBonus | Reason=r | SendBonus | Reason: "r"
          GrantBonus | BonusAmount.Amount=0.1000000000000000055511151231257827021181583404541015625 | SendBonus | BonusAmount: "0.10"
          GrantBonus | UniqueRequestToken=t | SendBonus | UniqueRequestToken: "t"
          GrantQualification | QualificationRequestId=r-1 | AcceptQualificationRequest | QualificationRequestId: "r-1"
          GrantQualification | IntegerValue=5 | AcceptQualificationRequest | IntegerValue: 5
          GrantQualification | IntegerValue= | AcceptQualificationRequest | IntegerValue: 1
          NotifyWorkers | Subject=s | NotifyWorkers | Subject: "s"
          NotifyWorkers | MessageText=m | NotifyWorkers | MessageText: "m"
          NotifyWorkers | WorkerId.2=A3&WorkerId.1=A2&WorkerId.3=A2 | NotifyWorkers | WorkerIds: ["A2","A3"]
          RegisterHITType | AutoApprovalDelayInSeconds= | CreateHITType | AutoApprovalDelayInSeconds: 2592000
          RegisterHITType | AssignmentDurationInSeconds=60 | CreateHITType | AssignmentDurationInSeconds: 60
          RegisterHITType | Reward.1.Amount=5 | CreateHITType | Reward: "5.00"
          RegisterHITType | Title=T | CreateHITType | Title: "T"
          RegisterHITType | Keywords=k | CreateHITType | Keywords: "k"
          RegisterHITType | Description=D | CreateHITType | Description: "D"
          RejectAssignment | AssignmentId=3A | RejectAssignment | AssignmentId: "3A"
          RejectAssignment | RequesterFeedback= | RejectAssignment | RequesterFeedback: ""
          RejectAssignment | RequesterFeedback=no | RejectAssignment | RequesterFeedback: "no"
          RejectQualificationRequest | QualificationRequestId=r-1 | RejectQualificationRequest | QualificationRequestId: "r-1"
          RejectQualificationRequest | Reason=r | RejectQualificationRequest | Reason: "r"
          RevokeQualification | SubjectId=A2 | DisassociateQualificationFromWorker | WorkerId: "A2"
          RevokeQualification | QualificationTypeId=3Q | DisassociateQualificationFromWorker | QualificationTypeId: "3Q"
          RevokeQualification | Reason= | DisassociateQualificationFromWorker | Reason: -
          SearchQualificationTypes | Query=q | ListQualificationTypes | Query: "q"
          SearchQualificationTypes | MustBeRequestable= | ListQualificationTypes | MustBeRequestable: true
          SearchQualificationTypes | MustBeRequestable=0 | ListQualificationTypes | MustBeRequestable: false
          SearchQualificationTypes | MustBeOwnedByCaller= | ListQualificationTypes | MustBeOwnedByCaller: false
          SearchQualificationTypes | MustBeOwnedByCaller=true | ListQualificationTypes | MustBeOwnedByCaller: true
          SetHITAsReviewing | HITId=3H | UpdateHITReviewStatus | HITId: "3H"
          SetHITAsReviewing | Revert= | UpdateHITReviewStatus | Revert: false
          SetHITAsReviewing | Revert=true | UpdateHITReviewStatus | Revert: true
          SetHITTypeNotification | HITTypeId=3T | UpdateNotificationSettings | HITTypeId: "3T"
          SetHITTypeNotification | Active=false | UpdateNotificationSettings | Active: false
          SendTestEventNotification | TestEventType=HITExpired | SendTestEventNotification | TestEventType: "HITExpired"
          UnblockWorker | WorkerId=A2 | DeleteWorkerBlock | WorkerId: "A2"
          UnblockWorker | Reason=r | DeleteWorkerBlock | Reason: "r"
          UpdateQualificationScore | QualificationTypeId=3Q | AssociateQualificationWithWorker | QualificationTypeId: "3Q"
          UpdateQualificationScore | SubjectId=A2 | AssociateQualificationWithWorker | WorkerId: "A2"
          UpdateQualificationScore | IntegerValue=5 | AssociateQualificationWithWorker | IntegerValue: 5
          UpdateQualificationScore | IntegerValue=5 | AssociateQualificationWithWorker | SendNotification: false
          UpdateQualificationType | QualificationTypeId=3Q | UpdateQualificationType | QualificationTypeId: "3Q"
          UpdateQualificationType | Description=D | UpdateQualificationType | Description: "D"
          UpdateQualificationType | QualificationTypeStatus=Inactive | UpdateQualificationType | QualificationTypeStatus: "Inactive"
          UpdateQualificationType | QualificationTypeStatus= | UpdateQualificationType | QualificationTypeStatus: -
          UpdateQualificationType | RetryDelayInSeconds=5 | UpdateQualificationType | RetryDelayInSeconds: 5
          UpdateQualificationType | AutoGranted=true&AutoGrantedValue=2 | UpdateQualificationType | AutoGrantedValue: 2
          UpdateQualificationType | Name=N | UpdateQualificationType | Name: -
          """)
  void aParameterBecomesThisMember(String operation, String given, String modern, String member)
      throws IOException {
    assertMember(operation, given, modern, member);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("4.5 and 4.11: a QualificationRequirement")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          QualificationTypeId=00000000000000000040&Comparator=EqualTo&IntegerValue=5 | {"QualificationTypeId":"00000000000000000040","Comparator":"EqualTo","IntegerValues":[5]}
          QualificationTypeId=000000000000000000L0&Comparator=In&IntegerValue.2=7&IntegerValue.1=5 | {"QualificationTypeId":"000000000000000000L0","Comparator":"In","IntegerValues":[5,7]}
          QualificationTypeId=2F1QJWKUDD8XADTFD2Q0G6UTO95ALH&Comparator=Exists&IntegerValue=1 | {"QualificationTypeId":"2F1QJWKUDD8XADTFD2Q0G6UTO95ALH","Comparator":"Exists"}
          QualificationTypeId=2ARFPLSP75KLA8M8DH1HTEQVJT3SY6&Comparator=DoesNotExist | {"QualificationTypeId":"2ARFPLSP75KLA8M8DH1HTEQVJT3SY6","Comparator":"DoesNotExist"}
          QualificationTypeId=00000000000000000071&Comparator=EqualTo&LocaleValue.Country=us | {"QualificationTypeId":"00000000000000000071","Comparator":"EqualTo","LocaleValues":[{"Country":"US"}]}
          QualificationTypeId=00000000000000000071&Comparator=EqualTo&LocaleValue.Country=US&LocaleValue.Subdivision=US-CA | {"QualificationTypeId":"00000000000000000071","Comparator":"EqualTo","LocaleValues":[{"Country":"US","Subdivision":"CA"}]}
          QualificationTypeId=00000000000000000071&Comparator=NotIn&LocaleValue.1.Country=US&LocaleValue.2.Country=GB | {"QualificationTypeId":"00000000000000000071","Comparator":"NotIn","LocaleValues":[{"Country":"US"},{"Country":"GB"}]}
          QualificationTypeId=00000000000000000060&Comparator=EqualTo&IntegerValue=1&RequiredToPreview=true | {"QualificationTypeId":"00000000000000000060","Comparator":"EqualTo","IntegerValues":[1],"RequiredToPreview":true}
          QualificationTypeId=00000000000000000060&Comparator=EqualTo&IntegerValue=1&RequiredToPreview=false | {"QualificationTypeId":"00000000000000000060","Comparator":"EqualTo","IntegerValues":[1]}
          QualificationTypeId=00000000000000000000&Comparator=LessThan&IntegerValue=1 | {"QualificationTypeId":"00000000000000000000","Comparator":"LessThan","IntegerValues":[1]}
          QualificationTypeId=00000000000000000070&Comparator=GreaterThanOrEqualTo&IntegerValue=1 | {"QualificationTypeId":"00000000000000000070","Comparator":"GreaterThanOrEqualTo","IntegerValues":[1]}
          QualificationTypeId=000000000000000000E0&Comparator=LessThanOrEqualTo&IntegerValue=1 | {"QualificationTypeId":"000000000000000000E0","Comparator":"LessThanOrEqualTo","IntegerValues":[1]}
          QualificationTypeId=000000000000000000S0&Comparator=NotEqualTo&IntegerValue=1 | {"QualificationTypeId":"000000000000000000S0","Comparator":"NotEqualTo","IntegerValues":[1]}
          """)
  void aRequirementBecomesThis(String given, String modern) throws IOException {
    String prefixed = prefixed("QualificationRequirement.1.", given);
    for (String operation : new String[] {"CreateHIT", "RegisterHITType"}) {
      String call = operation.equals("CreateHIT") ? operation : "CreateHITType";
      assertMember(operation, prefixed, call, "QualificationRequirements: [" + modern + "]");
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("4.6: a review policy")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PolicyName=P/1 | {"PolicyName":"P/1"}
          PolicyName=P/1&Parameter.1.Key=k&Parameter.1.Value=80 | {"PolicyName":"P/1","Parameters":[{"Key":"k","Values":["80"]}]}
          PolicyName=P/1&Parameter.1.Key=k&Parameter.1.Value.1=a&Parameter.1.Value.2=b,c | {"PolicyName":"P/1","Parameters":[{"Key":"k","Values":["a","b,c"]}]}
          PolicyName=P/1&Parameter.1.Key=k&Parameter.1.MapEntry.1.Key=q&Parameter.1.MapEntry.1.Value=B | {"PolicyName":"P/1","Parameters":[{"Key":"k","MapEntries":[{"Key":"q","Values":["B"]}]}]}
          PolicyName=P/1&Parameter.1.Key=QuestionIds&Parameter.2.Key=T&Parameter.2.Value=T | {"PolicyName":"P/1","Parameters":[{"Key":"QuestionIds"},{"Key":"T","Values":["T"]}]}
          """)
  void aReviewPolicyBecomesThis(String given, String modern) throws IOException {
    for (String policy : new String[] {"AssignmentReviewPolicy", "HITReviewPolicy"}) {
      assertMember("CreateHIT", prefixed(policy + ".", given), "CreateHIT", policy + ": " + modern);
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("4.7: a notification")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Notification.1.Destination=x@example.org&Notification.1.Transport=email&Notification.1.Version=2006-05-05&Notification.1.EventType=HITExpired | {"Destination":"x@example.org","Transport":"Email","Version":"2006-05-05","EventTypes":["HITExpired"]}
          Notification.Destination=q&Notification.Transport=SQS&Notification.Version=2014-08-15&Notification.EventType.1=HITExpired&Notification.EventType.2=HITReviewable | {"Destination":"q","Transport":"SQS","Version":"2014-08-15","EventTypes":["HITExpired","HITReviewable"]}
          Notification.Destination=q&Notification.Transport=SNS&Notification.Version=1999-01-01&Notification.EventType=HITExpired,,Ping | {"Destination":"q","Transport":"SNS","Version":"2006-05-05","EventTypes":["HITExpired","Ping"]}
          Notification.Destination=q&Notification.Transport=SQS&Notification.Version=2006-05-05&Notification.EventType.1=AssignmentAutoApproved&Notification.EventType.2=Ping | {"Destination":"q","Transport":"SQS","Version":"2006-05-05","EventTypes":["Ping"]}
          """)
  void aNotificationBecomesThis(String given, String modern) throws IOException {
    Map<String, String> parameters = named("HITTypeId=3T&" + given);
    Exchange exchange = RestFront.call("SetHITTypeNotification", parameters);
    assertMember(exchange, "UpdateNotificationSettings", "Notification: " + modern);
    parameters.put("Notification.Active", "true");
    assertMember(
        RestFront.call("SetHITTypeNotification", parameters),
        "UpdateNotificationSettings",
        "Active: true");
    parameters.put("TestEventType", "Ping");
    assertMember(
        RestFront.call("SendTestEventNotification", parameters),
        "SendTestEventNotification",
        "Notification: " + modern);
  }

  private static String prefixed(String prefix, String given) {
    return prefix + given.replace("&", "&" + prefix);
  }

  private static Map<String, String> named(String given) {
    Map<String, String> named = new LinkedHashMap<>();
    // Not at the & of a text.
    for (String pair : given.split("&(?! )", -1)) {
      named.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return named;
  }

  private static String withoutNumbers(String name) {
    return name.replaceAll("\\.[0-9]+", "").toUpperCase(Locale.ROOT);
  }

  private static void assertMember(String operation, String given, String modern, String member)
      throws IOException {
    Map<String, String> parameters =
        GeneratedRequest.minimal(
            LegacyOperations.catalogue().find(operation).orElseThrow(),
            Meanings.ofNothing(operation));
    // The generated one gives way, whatever numbers either has.
    Set<String> replaced = new HashSet<>();
    named(given).keySet().forEach(name -> replaced.add(withoutNumbers(name)));
    parameters.keySet().removeIf(name -> replaced.contains(withoutNumbers(name)));
    parameters.putAll(named(given));
    assertMember(RestFront.call(operation, parameters), modern, member);
  }

  private static void assertMember(Exchange exchange, String modern, String member)
      throws IOException {
    ModernLeg leg =
        exchange.legs().stream()
            .filter(each -> each.call().operation().equals(modern))
            .reduce((first, second) -> second)
            .orElseThrow(() -> new AssertionError(exchange.answer().xml()));
    int colon = member.indexOf(": ");
    String wanted = member.substring(colon + 2);
    JsonNode found = JSON.readTree(leg.call().body()).path(member.substring(0, colon));
    assertEquals(
        wanted.equals("-") ? Optional.empty() : Optional.of(JSON.readTree(wanted)),
        found.isMissingNode() ? Optional.empty() : Optional.of(found));
  }
}
