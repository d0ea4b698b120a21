package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * Operations that are one modern call: what is asked becomes what is sent ({@code mapping.md} 4.4).
 */
final class DirectCallsTest {

  /** An answer that has what each of them must have. */
  private static final String ANYTHING =
      """
      {"Assignment":{"AssignmentStatus":"Submitted"},"FileUploadURL":"https://example.com/",
       "QualificationType":{"QualificationTypeId":"3Q"}}
      """;

  @ParameterizedTest(name = "{0}&{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ApproveAssignment|AssignmentId=3A&RequesterFeedback=Thanks|"
            + "ApproveAssignment{'AssignmentId':'3A','RequesterFeedback':'Thanks'}",
        "ApproveAssignment|AssignmentId=3A&RequesterFeedback=|ApproveAssignment{'AssignmentId':'3A'}",
        "RejectAssignment|AssignmentId=3A|"
            + "RejectAssignment{'AssignmentId':'3A','RequesterFeedback':''}",
        "RejectAssignment|AssignmentId=3A&RequesterFeedback=Empty|"
            + "RejectAssignment{'AssignmentId':'3A','RequesterFeedback':'Empty'}",
        "GetAssignment|AssignmentId=3A|GetAssignment{'AssignmentId':'3A'}",
        "GetFileUploadURL|AssignmentId=3A&QuestionIdentifier=photo|"
            + "GetFileUploadURL{'AssignmentId':'3A','QuestionIdentifier':'photo'}",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&BonusAmount.1.Amount=0.5"
            + "&BonusAmount.1.CurrencyCode=USD&Reason=Great&UniqueRequestToken=t|"
            + "SendBonus{'WorkerId':'A2','BonusAmount':'0.50','AssignmentId':'3A','Reason':'Great',"
            + "'UniqueRequestToken':'t'}",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&BonusAmount.Amount=5&Reason=r|"
            + "SendBonus{'WorkerId':'A2','BonusAmount':'5.00','AssignmentId':'3A','Reason':'r',"
            + "'UniqueRequestToken':'5f0c2b0e-6a53-4a1e-8d7b-0d6f7e6a9c11'}",
        "ChangeHITTypeOfHIT|HITId=3H&HITTypeId=3T|UpdateHITTypeOfHIT{'HITId':'3H','HITTypeId':'3T'}",
        "DisposeHIT|HitId=3H|DeleteHIT{'HITId':'3H'}",
        "ForceExpireHIT|HITId=3H|UpdateExpirationForHIT{'HITId':'3H','ExpireAt':0}",
        "SetHITAsReviewing|HITId=3H|UpdateHITReviewStatus{'HITId':'3H','Revert':false}",
        "SetHITAsReviewing|HITId=3H&Revert=True|UpdateHITReviewStatus{'HITId':'3H','Revert':true}",
        "GrantQualification|QualificationRequestId=x%2Fy|"
            + "AcceptQualificationRequest{'QualificationRequestId':'x/y','IntegerValue':1}",
        "RejectQualificationRequest|QualificationRequestId=3R&Reason=Sorry|"
            + "RejectQualificationRequest{'QualificationRequestId':'3R','Reason':'Sorry'}",
        "DisposeQualificationType|QualificationTypeId=3Q|"
            + "DeleteQualificationType{'QualificationTypeId':'3Q'}",
        "UpdateQualificationType|QualificationTypeId=3Q&QualificationTypeStatus=Inactive|"
            + "UpdateQualificationType{'QualificationTypeId':'3Q',"
            + "'QualificationTypeStatus':'Inactive'}",
        "UpdateQualificationType|QualificationTypeId=3Q&AutoGranted=0&AutoGrantedValue=3"
            + "&Test=t&TestDurationInSeconds=9|UpdateQualificationType{'QualificationTypeId':'3Q',"
            + "'Test':'t','TestDurationInSeconds':9,'AutoGranted':false,'AutoGrantedValue':3}",
        "NotifyWorkers|Subject=Hi&MessageText=New&WorkerId.1=A2&WorkerId.2=A3&WorkerId.3=A2|"
            + "NotifyWorkers{'Subject':'Hi','MessageText':'New','WorkerIds':['A2','A3']}",
        "SetHITTypeNotification|HITTypeId=3T&Active=false|"
            + "UpdateNotificationSettings{'HITTypeId':'3T','Active':false}",
        "SetHITTypeNotification|HITTypeId=3T&Notification.1.Active=True"
            + "&Notification.1.Destination=q&Notification.1.Transport=SQS"
            + "&Notification.1.Version=2006-10-31&Notification.1.EventType=HITExpired"
            + "&Notification.1.EventType=AssignmentAutoApproved|"
            + "UpdateNotificationSettings{'HITTypeId':'3T','Notification':{'Destination':'q',"
            + "'Transport':'SQS','Version':'2006-05-05','EventTypes':['HITExpired']},"
            + "'Active':true}",
        "SendTestEventNotification|Notification.Destination=me&Notification.Transport=Email"
            + "&Notification.Version=2014-08-15&TestEventType=Ping&HITTypeId=3T|"
            + "SendTestEventNotification{'Notification':{'Destination':'me','Transport':'Email',"
            + "'Version':'2014-08-15','EventTypes':['Ping']},'TestEventType':'Ping'}",
        "SendTestEventNotification|Notification.Destination=me&Notification.Transport=Email"
            + "&Notification.Version=2014-08-15&TestEventType=Ping"
            + "&EventType.1=x&Notification.1.EventType.1=HITReviewable%2CNotification.1.EventType.2"
            + "=HITExpired|SendTestEventNotification{'Notification':{'Destination':'me',"
            + "'Transport':'Email','Version':'2014-08-15','EventTypes':['HITReviewable',"
            + "'HITExpired']},'TestEventType':'Ping'}",
      })
  void isOneModernCall(String operation, String parameters, String modern) {
    ScriptedUpstream upstream = new ScriptedUpstream().answering(200, ANYTHING);

    Exchange exchange = new LegacyClient(upstream).call(operation, parameters);

    assertEquals(List.of(modern.replace('\'', '"')), upstream.asked());
    assertEquals(Optional.empty(), exchange.answer().errorCode(), exchange.answer().xml());
  }

  @ParameterizedTest(name = "{0}&{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ExtendHIT|HITId=3H|AWS.MissingParameters",
        "ExtendHIT|HITId=3H&ExpirationIncrementInSeconds=59|AWS.ParameterOutOfRange",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&Reward.1.Amount=1&Reason=r|AWS.MissingParameters",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&BonusAmount.1.Amount=0.9752&Reason=r|"
            + "AWS.MechanicalTurk.InvalidParameterValue",
        "ApproveAssignment|AssignmentId=3A&RequesterFeedback=a%08b|"
            + "AWS.MechanicalTurk.InvalidParameterValue",
        "GetBonusPayments|PageSize=5|AWS.MissingParameters",
        "SearchHITs|PageSize=101|AWS.ParameterOutOfRange",
        "SearchHITs|SortProperty=Colour|AWS.InvalidEnumeratedParameter",
        "SetHITTypeNotification|HITTypeId=3T|AWS.MissingParameters",
        "SetHITTypeNotification|HITTypeId=3T&Notification.Destination=d&Notification.Transport=SOAP"
            + "&Notification.Version=2006-05-05&Notification.EventType=HITExpired|"
            + "AWS.MechanicalTurk.InvalidTransportEndpoint",
        "SetHITTypeNotification|HITTypeId=3T&Notification.Destination=d&Notification.Transport=SQS"
            + "&Notification.Version=2006-05-05&Notification.EventType=AssignmentAutoApproved|"
            + "AWS.InvalidEnumeratedParameter",
        "NotifyWorkers|Subject=Hi&MessageText=New|AWS.MissingParameters",
        "UpdateQualificationScore|QualificationTypeId=3Q&SubjectId=A2|AWS.MissingParameters",
      })
  void isRefusedWithoutACall(String operation, String parameters, String code) {
    ScriptedUpstream upstream = new ScriptedUpstream();

    Exchange exchange = new LegacyClient(upstream).call(operation, parameters);

    assertEquals(Optional.of(code), exchange.answer().errorCode(), exchange.answer().xml());
    assertEquals(List.of(), upstream.asked());
  }
}
