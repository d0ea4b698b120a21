package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;

/** What the legacy service would have refused is refused without an upstream call. */
final class BadInputTest {

  private static final String STAMP = " (1462357230000)";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  @ParameterizedTest(name = "{0}&{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GetHIT|''|AWS.MissingParameters|Your request is missing required parameters. Required"
            + " parameters include HITId.",
        "GetHIT|HITId=|AWS.MissingParameters|Your request is missing required parameters. Required"
            + " parameters include HITId.",
        "GetHIT|HITId=not%20an%20id|AWS.MechanicalTurk.InvalidParameterValue|The value \"not an"
            + " id\" is not valid for the parameter HITId.",
        "UnblockWorker|WorkerId=B2|AWS.MechanicalTurk.InvalidParameterValue|WorkerId is invalid."
            + " The value \"B2\" is not valid for the parameter WorkerId.",
        "BlockWorker|WorkerId=A2&Reason=|AWS.MissingParameters|Your request is missing required"
            + " parameters. Required parameters include Reason.",
        "CreateHIT|''|AWS.MissingParameters|Your request is missing required parameters. Required"
            + " parameters include LifetimeInSeconds, AssignmentDurationInSeconds, Reward, Title,"
            + " Description.",
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=60|AWS.MechanicalTurk.InvalidParameterValue|The"
            + " value \"\" is not valid for the parameter Question. Exactly one of Question and"
            + " HITLayoutId must be given.",
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=60&Question=q&HITLayoutId=3L|"
            + "AWS.MechanicalTurk.InvalidParameterValue|The value \"\" is not valid for the"
            + " parameter Question. Exactly one of Question and HITLayoutId must be given.",
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=60&Question=q&MaxAssignments=-1|"
            + "AWS.ParameterOutOfRange|The value you specified for MaxAssignments is invalid."
            + " Valid values must be between 1 and 1000000000.",
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=60&Question=q&MaxAssignments=green|"
            + "AWS.MechanicalTurk.InvalidParameterValue|The value \"green\" is not valid for the"
            + " parameter MaxAssignments.",
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=29&Question=q|AWS.ParameterOutOfRange|The value"
            + " you specified for LifetimeInSeconds is invalid. Valid values must be between 30"
            + " and 31536000.",
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=99999999999999999999&Question=q|"
            + "AWS.ParameterOutOfRange|The value you specified for LifetimeInSeconds is invalid."
            + " Valid values must be between 30 and 31536000.",
        "GetBlockedWorkers|PageSize=65536|AWS.ParameterOutOfRange|The value you specified for"
            + " PageSize is invalid. Valid values must be between 1 and 65535.",
        "GetBlockedWorkers|PageNumber=0|AWS.ParameterOutOfRange|The value you specified for"
            + " PageNumber is invalid. Valid values must be between 1 and 2147483647.",
        "AssignQualification|QualificationTypeId=3Q&WorkerId=A2&SendNotification=maybe|"
            + "AWS.MechanicalTurk.InvalidParameterValue|The value \"maybe\" is not valid for the"
            + " parameter SendNotification.",
        "CreateQualificationType|Name=n&Description=d&QualificationTypeStatus=Open|"
            + "AWS.InvalidEnumeratedParameter|The value \"Open\" you specified for enumeration is"
            + " invalid. The parameter is QualificationTypeStatus.",
        "CreateQualificationType|Name=n&Description=d&Test=t|AWS.MissingParameters|Your request is"
            + " missing required parameters. Required parameters include TestDurationInSeconds.",
        "CreateQualificationType|Name=n&Description=d&AnswerKey=k|AWS.MissingParameters|Your"
            + " request is missing required parameters. Required parameters include Test.",
        "CreateQualificationType|Name=n&Description=d&Test=t&TestDurationInSeconds=9&AutoGranted=1|"
            + "AWS.MechanicalTurk.InvalidParameterValue|The value \"true\" is not valid for the"
            + " parameter AutoGranted. AutoGranted must not be true together with Test.",
      })
  void aBrokenDeclarationIsALegacyErrorThatNamesTheParameter(
      String operation, String parameters, String code, String message) {
    Exchange exchange = client.call(operation, parameters);

    assertEquals(List.of(), upstream.asked());
    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<Request><IsValid>False</IsValid><Errors><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + STAMP
            + "</Message></Error></Errors></Request>",
        exchange.answer().xml().replaceAll("(?s).*(<Request>.*</Request>).*", "$1").strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Amount=0.0975|AWS.MechanicalTurk.InvalidParameterValue|The value \"0.0975\" is not valid"
            + " for the parameter Reward.Amount. An amount has at most two decimal places.",
        "Amount=0.055|AWS.MechanicalTurk.InvalidParameterValue|The value \"0.055\" is not valid for"
            + " the parameter Reward.Amount. An amount has at most two decimal places.",
        "Amount=%2D1|AWS.MechanicalTurk.InvalidParameterValue|The value \"-1\" is not valid for the"
            + " parameter Reward.Amount.",
        "Amount=1e1|AWS.MechanicalTurk.InvalidParameterValue|The value \"1e1\" is not valid for the"
            + " parameter Reward.Amount.",
        "Amount=%241|AWS.MechanicalTurk.InvalidParameterValue|The value \"$1\" is not valid for the"
            + " parameter Reward.Amount.",
        "Amount=1%2C000|AWS.MechanicalTurk.InvalidParameterValue|The value \"1,000\" is not valid"
            + " for the parameter Reward.Amount.",
        "Amount=.|AWS.MechanicalTurk.InvalidParameterValue|The value \".\" is not valid for the"
            + " parameter Reward.Amount.",
        "CurrencyCode=USD|AWS.MissingParameters|Your request is missing required parameters."
            + " Required parameters include Reward.Amount.",
        "Amount=1&Reward.1.CurrencyCode=EUR|AWS.MechanicalTurk.InvalidParameterValue|The value"
            + " \"EUR\" is not valid for the parameter Reward.CurrencyCode.",
      })
  @Tag("trap-5.1.11")
  void anAmountIsNeverRounded(String reward, String code, String message) {
    aBrokenDeclarationIsALegacyErrorThatNamesTheParameter(
        "RegisterHITType",
        "Title=T&Description=D&AssignmentDurationInSeconds=60&Reward.1." + reward,
        code,
        message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Comparator=Near&.IntegerValue=1|AWS.InvalidEnumeratedParameter|The value \"Near\" you"
            + " specified for enumeration is invalid. The parameter is"
            + " QualificationRequirement.1.Comparator.",
        "Comparator=EqualTo&.LocaleValue=US|AWS.InvalidEnumeratedParameter|The value \"US\" you"
            + " specified for enumeration is invalid. The parameter is"
            + " QualificationRequirement.1.LocaleValue.",
        "Comparator=EqualTo&.LocaleValue.1.Subdivision=CA|AWS.MissingParameters|Your request is"
            + " missing required parameters. Required parameters include"
            + " QualificationRequirement.1.LocaleValue.1.Country.",
        "Comparator=LessThan&.LocaleValue.1.Country=US|AWS.MechanicalTurk.InvalidParameterValue|The"
            + " value \"LessThan\" is not valid for the parameter"
            + " QualificationRequirement.1.Comparator. It cannot compare a LocaleValue.",
        "Comparator=EqualTo&.IntegerValue.1=1&.IntegerValue.2=2|"
            + "AWS.MechanicalTurk.InvalidParameterValue|The value \"EqualTo\" is not valid for the"
            + " parameter QualificationRequirement.1.Comparator. It takes exactly one value.",
        "Comparator=In|AWS.MissingParameters|Your request is missing required parameters. Required"
            + " parameters include QualificationRequirement.1.IntegerValue or"
            + " QualificationRequirement.1.LocaleValue.",
        "IntegerValue=1|AWS.MissingParameters|Your request is missing required parameters. Required"
            + " parameters include QualificationRequirement.1.Comparator.",
      })
  @Tag("trap-5.1.12")
  void aRequirementThatCannotBeConvertedFailsTheWholeCall(
      String requirement, String code, String message) {
    String prefix = "QualificationRequirement.1.";
    aBrokenDeclarationIsALegacyErrorThatNamesTheParameter(
        "RegisterHITType",
        "Title=T&Description=D&AssignmentDurationInSeconds=60&Reward.1.Amount=1&"
            + prefix
            + "QualificationTypeId=3Q&"
            + prefix
            + requirement.replace("&.", "&" + prefix),
        code,
        message);
  }

  @Test
  void listsHaveTheirLimits() {
    StringBuilder requirements = new StringBuilder("Title=T");
    for (int i = 1; i <= 11; i++) {
      requirements
          .append("&QualificationRequirement." + i + ".QualificationTypeId=3Q")
          .append("&QualificationRequirement." + i + ".Comparator=Exists");
    }
    aBrokenDeclarationIsALegacyErrorThatNamesTheParameter(
        "RegisterHITType",
        requirements + "&Description=D&AssignmentDurationInSeconds=60&Reward.1.Amount=1",
        "AWS.ExceededMaximumParameterValues",
        "You may specify at most 10 values for the parameter QualificationRequirement.");
  }

  @Test
  void textsHaveTheirLimitsInCharacters() {
    String emoji = "\uD83D\uDE00";
    upstream.answering(200, "{\"HITTypeId\":\"3T\"}");

    client.call("RegisterHITType", typeTitled(emoji.repeat(128)));
    assertEquals(1, upstream.asked().size());

    Exchange exchange = client.call("RegisterHITType", typeTitled(emoji.repeat(129)));
    assertEquals(
        "AWS.MechanicalTurk.InvalidParameterValue", exchange.answer().errorCode().orElseThrow());
    assertEquals(1, upstream.asked().size());
  }

  private static String typeTitled(String title) {
    return "Description=D&AssignmentDurationInSeconds=60&Reward.1.Amount=1&Title="
        + LegacyClient.encoded(title);
  }

  @Test
  void documentsHaveTheirLimitInBytes() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");
    String hit = "HITTypeId=3T&LifetimeInSeconds=60&Question=";

    client.call("CreateHIT", hit + "%C3%A9".repeat(32_767) + "q");
    assertEquals(1, upstream.asked().size());

    Exchange exchange = client.call("CreateHIT", hit + "%C3%A9".repeat(32_768));
    assertEquals(
        "AWS.MechanicalTurk.InvalidParameterValue", exchange.answer().errorCode().orElseThrow());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "WorkerId=A2|AWS.MissingOperationParameter|Your request is missing the Operation"
            + " parameter.",
        "Operation=|AWS.MissingOperationParameter|Your request is missing the Operation parameter.",
        "Operation=NoSuchOperation|AWS.InvalidOperationParameter|The value \"NoSuchOperation\" you"
            + " specified for the Operation parameter is invalid.",
        "Operation=unblockworker|AWS.InvalidOperationParameter|The value \"unblockworker\" you"
            + " specified for the Operation parameter is invalid.",
        "Service=Other&Operation=GetHIT|AWS.InvalidServiceParameter|The value \"Other\" you"
            + " specified for the Service parameter is invalid. The only valid value is"
            + " AWSMechanicalTurkRequester.",
        "Operation=GetHIT&HITId=%zz|AWS.InvalidRequest|The request cannot be read: in HITId, a"
            + " percent sign must be followed by two hexadecimal digits, or be written %25.",
        "Operation=GetHIT&HITId=%4|AWS.InvalidRequest|The request cannot be read: in HITId, a"
            + " percent sign must be followed by two hexadecimal digits, or be written %25.",
      })
  void whatNamesNoOperationIsAnsweredBare(String query, String code, String message) {
    Exchange exchange = client.get(query);

    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error></Errors><RequestID>"
            + LegacyClient.REQUEST_ID
            + "</RequestID></Response>\n",
        exchange.answer().xml());
  }
}
