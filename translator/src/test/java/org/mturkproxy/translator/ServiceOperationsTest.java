package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;

/** What needs no modern call ({@code legacy-api.md} 4.31, 4.45, 9.4). */
final class ServiceOperationsTest {

  private static final String TEXT =
      "<Description>See the online documentation at http://aws.amazon.com/documentation/mturk/"
          + "</Description>";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String help(String information) {
    return "<?xml version=\"1.0\"?>\n<HelpResponse><OperationRequest><RequestId>"
        + LegacyClient.REQUEST_ID
        + "</RequestId></OperationRequest><Information><Request><IsValid>True</IsValid></Request>"
        + information
        + "</Information></HelpResponse>\n";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "HelpType=Operation&About=GetReviewableHITs|OperationInformation GetReviewableHITs",
        "About.1=GetHIT&About.2=CreateHIT|OperationInformation GetHIT CreateHIT",
        "HelpType=ResponseGroup&About=Minimal&About=Request|ResponseGroupInformation Minimal"
            + " Request",
      })
  void helpPointsToTheDocumentation(String parameters, String told) {
    String[] words = told.split(" ", -1);
    StringBuilder expected = new StringBuilder();
    for (String name : List.of(words).subList(1, words.length)) {
      expected.append("<" + words[0] + "><Name>" + name + "</Name>");
      expected.append(words[0].startsWith("Operation") ? TEXT : "").append("</" + words[0] + ">");
    }

    assertEquals(help(expected.toString()), client.call("Help", parameters).answer().xml());
    assertEquals(List.of(), upstream.asked());
  }

  /** The .NET SDK sends a key and a signature without a Timestamp. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"SignatureVersion=1", "AWSAccessKeyId=AKIDEXAMPLE&Signature=c2ln", "Signature=x"})
  void helpIsAnsweredWhereNobodyCanBeKnown(String credentials) {
    Exchange exchange = client.get("Operation=Help&About=GetHIT&HelpType=Operation&" + credentials);

    assertEquals(
        help("<OperationInformation><Name>GetHIT</Name>" + TEXT + "</OperationInformation>"),
        exchange.answer().xml());
  }

  @Test
  void helpWithAWrongSignatureIsRefused() {
    Exchange exchange =
        client.get(
            "Operation=Help&About=GetHIT&AWSAccessKeyId=AKIDEXAMPLE&Signature=x&Timestamp="
                + LegacyClient.encoded(LegacyClient.NOW.toString()));

    assertEquals(Optional.of("AWS.NotAuthorized"), exchange.answer().errorCode());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "HelpType=Operation, AWS.MissingParameters",
    "About=GetHIT&HelpType=Everything, AWS.InvalidEnumeratedParameter",
  })
  void helpHasItsRules(String parameters, String code) {
    assertEquals(Optional.of(code), client.call("Help", parameters).answer().errorCode());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "SetWorkerAcceptLimit, MaxWorkerAcceptLimit=3&LimitGroupType=Default",
    "SetWorkerAcceptLimit, MaxWorkerAcceptLimit=many",
    "GetWorkerAcceptLimit, LimitGroupType=HITType&LimitGroupId=3T",
    "GetWorkerAcceptLimit, ''",
  })
  void theAcceptLimitsAreSwitchedOffForEveryone(String operation, String parameters) {
    Exchange exchange = client.call(operation, parameters);

    assertEquals(
        "<?xml version=\"1.0\"?>\n<"
            + operation
            + "Response><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId><Errors><Error><Code>AWS.InvalidOperationParameter</Code><Message>The"
            + " value \""
            + operation
            + "\" you specified for the Operation parameter is invalid. The operation was switched"
            + " off on 2008-11-04. (1462357230000)</Message></Error></Errors></OperationRequest></"
            + operation
            + "Response>\n",
        exchange.answer().xml());
    assertEquals(200, exchange.answer().status());
    assertEquals(List.of(), upstream.asked());
  }

  @Test
  void anAcceptLimitIsNotForAnyone() {
    assertEquals(
        Optional.of("AWS.BadCredentialSupplied"),
        client.get("Operation=GetWorkerAcceptLimit").answer().errorCode());
  }
}
