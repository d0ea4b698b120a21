package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;

/**
 * Each operation once, whole: what the legacy caller asks, what upstream is asked, what comes back.
 * {@link OperationsOverSoapTest} runs the same over SOAP.
 */
class OperationsTest {

  private static final String QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/"
          + "2006-07-14/ExternalQuestion.xsd\"><ExternalURL>https://example.com/?a=1&amp;b=2"
          + "</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>";

  /** {@code mapping.md} 2.8, the answer to GetHIT and CreateHIT. */
  private static final String HIT =
      """
      {"HIT":{"HITId":"3HITEXAMPLE","HITTypeId":"3TYPEEXAMPLE","HITGroupId":"3GROUPEXAMPLE",
       "CreationTime":1462357231.9,"Title":"Tag a photo","Description":"Choose tags",
       "Question":"<ExternalQuestion>…</ExternalQuestion>","Keywords":"photo, tag",
       "HITStatus":"Assignable","MaxAssignments":3,"Reward":"0.05",
       "AutoApprovalDelayInSeconds":2592000,"Expiration":1.462443631E9,
       "AssignmentDurationInSeconds":600,"RequesterAnnotation":"batch-7",
       "QualificationRequirements":[
         {"QualificationTypeId":"00000000000000000071","Comparator":"EqualTo",
          "LocaleValues":[{"Country":"US","Subdivision":"CA"}],"ActionsGuarded":"Accept"},
         {"QualificationTypeId":"000000000000000000L0","Comparator":"In",
          "IntegerValues":[95,96],"ActionsGuarded":"PreviewAndAccept"}],
       "HITReviewStatus":"NotReviewed","NumberOfAssignmentsPending":0,
       "NumberOfAssignmentsAvailable":3,"NumberOfAssignmentsCompleted":0}}
      """;

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream).over(transport());

  Transport transport() {
    return Transport.REST;
  }

  private void assertBusy(Exchange exchange) {
    assertEquals(transport() == Transport.SOAP ? 500 : 503, exchange.answer().status());
  }

  private void assertResult(String expected, Exchange exchange) {
    String operation = exchange.understood().operation().orElseThrow();
    String document =
        "<?xml version=\"1.0\"?>\n<"
            + operation
            + "Response><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId></OperationRequest>"
            + expected
            + "</"
            + operation
            + "Response>\n";
    if (transport() == Transport.SOAP) {
      SoapAnswer.assertSays(document, exchange.answer().xml());
    } else {
      assertEquals(document, exchange.answer().xml());
    }
    assertEquals(200, exchange.answer().status());
  }

  @Test
  void blockWorker() {
    upstream.answering(200, "");

    Exchange exchange = client.call("BlockWorker", "WorkerId=A2EXAMPLE&Reason=Spam+%26+more");

    assertEquals(
        List.of("CreateWorkerBlock{\"WorkerId\":\"A2EXAMPLE\",\"Reason\":\"Spam & more\"}"),
        upstream.asked());
    assertResult(
        "<BlockWorkerResult><Request><IsValid>True</IsValid></Request></BlockWorkerResult>",
        exchange);
  }

  @Test
  @Tag("trap-5.2.6")
  void getBlockedWorkersReadsTheWholeListAndShowsOnePage() {
    upstream
        .answering(
            200,
            """
            {"NextToken":"p2","NumResults":2,"WorkerBlocks":[
             {"WorkerId":"A1","Reason":"one"},{"WorkerId":"A2","Reason":"two"}]}
            """)
        .answering(200, "{\"NextToken\":\"p3\",\"NumResults\":0,\"WorkerBlocks\":[]}")
        .answering(
            200,
            """
            {"NumResults":2,"WorkerBlocks":[
             {"WorkerId":"A2","Reason":"two"},{"WorkerId":"A3","Reason":"three"}]}
            """);

    Exchange exchange = client.call("GetBlockedWorkers", "PageNumber=2&PageSize=2");

    assertEquals(
        List.of(
            "ListWorkerBlocks{\"MaxResults\":100}",
            "ListWorkerBlocks{\"MaxResults\":100,\"NextToken\":\"p2\"}",
            "ListWorkerBlocks{\"MaxResults\":100,\"NextToken\":\"p3\"}"),
        upstream.asked());
    assertResult(
        "<GetBlockedWorkersResult><Request><IsValid>True</IsValid></Request>"
            + "<PageNumber>2</PageNumber><NumResults>1</NumResults>"
            + "<TotalNumResults>3</TotalNumResults>"
            + "<WorkerBlock><WorkerId>A3</WorkerId><Reason>three</Reason></WorkerBlock>"
            + "</GetBlockedWorkersResult>",
        exchange);
  }

  @Test
  @Tag("trap-5.2.13")
  void aPageBeyondTheEndIsEmptyAndASuccess() {
    upstream.answering(200, "{\"NumResults\":0,\"WorkerBlocks\":[]}");

    assertResult(
        "<GetBlockedWorkersResult><Request><IsValid>True</IsValid></Request>"
            + "<PageNumber>7</PageNumber><NumResults>0</NumResults>"
            + "<TotalNumResults>0</TotalNumResults></GetBlockedWorkersResult>",
        client.call("GetBlockedWorkers", "PageNumber=7&PageSize=65535"));
  }

  @Test
  @Tag("trap-5.3.5")
  void aListThatFailsHalfwayIsNeverShownAsIfItWereWhole() {
    upstream
        .answering(200, "{\"NextToken\":\"p2\",\"WorkerBlocks\":[{\"WorkerId\":\"A1\"}]}")
        .answering(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");

    Exchange exchange = client.call("GetBlockedWorkers", "");

    assertBusy(exchange);
  }

  @Test
  void aListThatLeadsInACircleEnds() {
    upstream
        .answering(200, "{\"NextToken\":\"p2\",\"WorkerBlocks\":[]}")
        .answering(200, "{\"NextToken\":\"p2\",\"WorkerBlocks\":[]}");

    assertBusy(client.call("GetBlockedWorkers", ""));
  }

  @Test
  void assignQualificationSendsTheLegacyDefaults() {
    upstream.answering(200, "{}");

    Exchange exchange =
        client.call("AssignQualification", "QualificationTypeId=3QTEXAMPLE&WorkerId=A2EXAMPLE");

    assertEquals(
        List.of(
            "AssociateQualificationWithWorker{\"QualificationTypeId\":\"3QTEXAMPLE\","
                + "\"WorkerId\":\"A2EXAMPLE\",\"IntegerValue\":1,\"SendNotification\":true}"),
        upstream.asked());
    assertEquals(Repeat.NEVER, exchange.legs().get(0).call().repeat());
    assertResult(
        "<AssignQualificationResult><Request><IsValid>True</IsValid></Request>"
            + "</AssignQualificationResult>",
        exchange);
  }

  @Test
  void revokeQualification() {
    upstream.answering(200, "{}");

    client.call(
        "RevokeQualification", "SubjectId=A2EXAMPLE&QualificationTypeId=3QTEXAMPLE&Reason=");

    assertEquals(
        List.of(
            "DisassociateQualificationFromWorker{\"WorkerId\":\"A2EXAMPLE\","
                + "\"QualificationTypeId\":\"3QTEXAMPLE\"}"),
        upstream.asked());
  }

  @Test
  void getQualificationScore() {
    upstream.answering(
        200,
        """
        {"Qualification":{"QualificationTypeId":"3QTEXAMPLE","WorkerId":"A2EXAMPLE",
         "GrantTime":1462358400.296,"IntegerValue":80,"Status":"Granted"}}
        """);

    Exchange exchange =
        client.call(
            "GetQualificationScore",
            "QualificationTypeId=3QTEXAMPLE&SubjectId=A2EXAMPLE&ResponseGroup=Request");

    assertEquals(
        List.of(
            "GetQualificationScore{\"QualificationTypeId\":\"3QTEXAMPLE\","
                + "\"WorkerId\":\"A2EXAMPLE\"}"),
        upstream.asked());
    assertResult(
        "<Qualification><Request><IsValid>True</IsValid></Request>"
            + "<QualificationTypeId>3QTEXAMPLE</QualificationTypeId>"
            + "<SubjectId>A2EXAMPLE</SubjectId><GrantTime>2016-05-04T10:40:00Z</GrantTime>"
            + "<IntegerValue>80</IntegerValue><Status>Granted</Status></Qualification>",
        exchange);
  }

  @Test
  void createQualificationType() {
    upstream.answering(
        200,
        """
        {"QualificationType":{"QualificationTypeId":"3QTEXAMPLE","CreationTime":1462357231,
         "Name":"Photo skill","Description":"Knows photos","Keywords":"",
         "QualificationTypeStatus":"Active","IsRequestable":true,"AutoGranted":true,
         "AutoGrantedValue":5}}
        """);

    Exchange exchange =
        client.call(
            "CreateQualificationType",
            "Name=Photo+skill&Description=Knows+photos&QualificationTypeStatus=Active"
                + "&AutoGranted=true&AutoGrantedValue=5&Keywords=");

    assertEquals(
        List.of(
            "CreateQualificationType{\"Name\":\"Photo skill\",\"Description\":\"Knows photos\","
                + "\"QualificationTypeStatus\":\"Active\",\"AutoGranted\":true,"
                + "\"AutoGrantedValue\":5}"),
        upstream.asked());
    assertResult(
        "<QualificationType><Request><IsValid>True</IsValid></Request>"
            + "<QualificationTypeId>3QTEXAMPLE</QualificationTypeId>"
            + "<CreationTime>2016-05-04T10:20:31Z</CreationTime><Name>Photo skill</Name>"
            + "<Description>Knows photos</Description>"
            + "<QualificationTypeStatus>Active</QualificationTypeStatus>"
            + "<IsRequestable>1</IsRequestable><AutoGranted>1</AutoGranted>"
            + "<AutoGrantedValue>5</AutoGrantedValue></QualificationType>",
        exchange);
  }

  @Test
  void createQualificationTypeSendsAnAutoGrantedValueOnlyWithAutoGranted() {
    String made = "{\"QualificationType\":{\"QualificationTypeId\":\"3Q\"}}";
    upstream.answering(200, made).answering(200, made);

    client.call("CreateQualificationType", "Name=n&Description=d&AutoGrantedValue=5");
    client.call("CreateQualificationType", "Name=n&Description=d&AutoGranted=1");

    assertEquals(
        List.of(
            "CreateQualificationType{\"Name\":\"n\",\"Description\":\"d\","
                + "\"QualificationTypeStatus\":\"Active\"}",
            "CreateQualificationType{\"Name\":\"n\",\"Description\":\"d\","
                + "\"QualificationTypeStatus\":\"Active\",\"AutoGranted\":true,"
                + "\"AutoGrantedValue\":1}"),
        upstream.asked());
  }

  @Test
  void createQualificationTypeTellsWhichTypeHasTheName() {
    upstream
        .answering(
            400,
            """
            {"__type":"RequestError",
             "TurkErrorCode":"AWS.MechanicalTurk.QualificationTypeAlreadyExists",
             "Message":"You have already created a QualificationType with this name. (1)"}
            """)
        .answering(
            200,
            """
            {"QualificationTypes":[{"QualificationTypeId":"3OTHER","Name":"n and more"},
             {"QualificationTypeId":"3QTEXAMPLE","Name":"n"}]}
            """);

    Exchange exchange = client.call("CreateQualificationType", "Name=n&Description=d");

    assertEquals(
        "ListQualificationTypes{\"Query\":\"n\",\"MustBeRequestable\":false,"
            + "\"MustBeOwnedByCaller\":true,\"MaxResults\":100}",
        upstream.asked().get(1));
    assertResult(
        "<QualificationType><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>AWS.MechanicalTurk.QualificationTypeAlreadyExists</Code>"
            + "<Message>You have already created a QualificationType with this name. (1)</Message>"
            + "<Data><Key>QualificationTypeId</Key><Value>3QTEXAMPLE</Value></Data>"
            + "<Data><Key>QualificationTypeId</Key><Value>3QTEXAMPLE</Value></Data>"
            + "</Error></Errors></Request></QualificationType>",
        exchange);
  }

  @Test
  void getQualificationType() {
    upstream.answering(
        200,
        """
        {"QualificationType":{"QualificationTypeId":"3QTEXAMPLE","CreationTime":1462357231,
         "Name":"n","Description":"d","Keywords":"k","QualificationTypeStatus":"Inactive",
         "Test":"<QuestionForm/>","TestDurationInSeconds":60,"AnswerKey":"<AnswerKey/>",
         "RetryDelayInSeconds":0,"IsRequestable":false,"AutoGranted":false}}
        """);

    Exchange exchange = client.call("GetQualificationType", "QualificationTypeId=3QTEXAMPLE");

    assertResult(
        "<QualificationType><Request><IsValid>True</IsValid></Request>"
            + "<QualificationTypeId>3QTEXAMPLE</QualificationTypeId>"
            + "<CreationTime>2016-05-04T10:20:31Z</CreationTime><Name>n</Name>"
            + "<Description>d</Description><Keywords>k</Keywords>"
            + "<QualificationTypeStatus>Inactive</QualificationTypeStatus>"
            + "<Test>&lt;QuestionForm/&gt;</Test>"
            + "<TestDurationInSeconds>60</TestDurationInSeconds>"
            + "<AnswerKey>&lt;AnswerKey/&gt;</AnswerKey>"
            + "<RetryDelayInSeconds>0</RetryDelayInSeconds><IsRequestable>0</IsRequestable>"
            + "<AutoGranted>0</AutoGranted></QualificationType>",
        exchange);
  }

  @Test
  void getAccountBalance() {
    upstream.answering(200, "{\"AvailableBalance\":\"15555.55\"}");

    Exchange exchange = client.call("GetAccountBalance", "");

    assertEquals(List.of("GetAccountBalance{}"), upstream.asked());
    assertResult(
        "<GetAccountBalanceResult><Request><IsValid>True</IsValid></Request>"
            + "<AvailableBalance><Amount>15555.550</Amount><CurrencyCode>USD</CurrencyCode>"
            + "<FormattedPrice>$15,555.55</FormattedPrice></AvailableBalance>"
            + "</GetAccountBalanceResult>",
        exchange);
  }

  @Test
  void registerHitType() {
    upstream.answering(200, "{\"HITTypeId\":\"3TYPEEXAMPLE\"}");

    Exchange exchange =
        client.call(
            "RegisterHITType",
            "Title=Tag+a+photo&Description=Choose+tags&Reward.1.Amount=.2&Reward.1.CurrencyCode=USD"
                + "&AssignmentDurationInSeconds=600");

    assertEquals(
        List.of(
            "CreateHITType{\"AutoApprovalDelayInSeconds\":2592000,"
                + "\"AssignmentDurationInSeconds\":600,\"Reward\":\"0.20\","
                + "\"Title\":\"Tag a photo\",\"Description\":\"Choose tags\"}"),
        upstream.asked());
    assertResult(
        "<RegisterHITTypeResult><Request><IsValid>True</IsValid></Request>"
            + "<HITTypeId>3TYPEEXAMPLE</HITTypeId></RegisterHITTypeResult>",
        exchange);
  }

  @Test
  void createHitWithoutAType() {
    upstream.answering(200, HIT);

    Exchange exchange =
        client.call(
            "CreateHIT",
            "Title=Tag+a+photo&Description=Choose+tags&Keywords=photo%2C+tag&Reward.1.Amount=0.05"
                + "&Reward.1.CurrencyCode=USD&AssignmentDurationInSeconds=600"
                + "&LifetimeInSeconds=86400&MaxAssignments=3&RequesterAnnotation=batch-7"
                + "&AutoApprovalDelayInSeconds=0"
                + "&QualificationRequirement.1.QualificationTypeId=00000000000000000071"
                + "&QualificationRequirement.1.Comparator=EqualTo"
                + "&QualificationRequirement.1.LocaleValue.Country=us"
                + "&QualificationRequirement.1.RequiredToPreview=false"
                + "&Question="
                + LegacyClient.encoded(QUESTION));

    assertEquals(
        List.of(
            "CreateHIT{\"MaxAssignments\":3,\"AutoApprovalDelayInSeconds\":0,"
                + "\"LifetimeInSeconds\":86400,\"AssignmentDurationInSeconds\":600,"
                + "\"Reward\":\"0.05\",\"Title\":\"Tag a photo\",\"Keywords\":\"photo, tag\","
                + "\"Description\":\"Choose tags\",\"Question\":\""
                + QUESTION.replace("\"", "\\\"")
                + "\",\"RequesterAnnotation\":\"batch-7\",\"QualificationRequirements\":["
                + "{\"QualificationTypeId\":\"00000000000000000071\",\"Comparator\":\"EqualTo\","
                + "\"LocaleValues\":[{\"Country\":\"US\"}]}],\"UniqueRequestToken\":\""
                + LegacyClient.TOKEN
                + "\"}"),
        upstream.asked());
    assertEquals(Repeat.SAME_TOKEN, exchange.legs().get(0).call().repeat());
    assertResult(
        "<HIT><Request><IsValid>True</IsValid></Request><HITId>3HITEXAMPLE</HITId>"
            + "<HITTypeId>3TYPEEXAMPLE</HITTypeId></HIT>",
        exchange);
  }

  @Test
  void createHitWithATypeIgnoresWhatTheTypeFixes() {
    upstream.answering(200, HIT);

    Exchange exchange =
        client.call(
            "CreateHIT",
            "HITTypeId=3TYPEEXAMPLE&LifetimeInSeconds=86400&HITLayoutId=3LAYOUT"
                + "&HITLayoutParameter.1.Name=image&HITLayoutParameter.1.Value=a.jpg"
                + "&HITLayoutParameter.2.Name=empty&UniqueRequestToken=t-2"
                + "&Title=ignored&Reward.1.Amount=not+even+a+number");

    assertEquals(
        List.of(
            "CreateHITWithHITType{\"HITTypeId\":\"3TYPEEXAMPLE\",\"MaxAssignments\":1,"
                + "\"LifetimeInSeconds\":86400,\"UniqueRequestToken\":\"t-2\","
                + "\"HITLayoutId\":\"3LAYOUT\",\"HITLayoutParameters\":["
                + "{\"Name\":\"image\",\"Value\":\"a.jpg\"},{\"Name\":\"empty\",\"Value\":\"\"}]}"),
        upstream.asked());
    assertEquals(List.of(), exchange.warnings());
  }

  @Test
  void createHitPassesReviewPoliciesOn() {
    upstream.answering(200, HIT);

    client.call(
        "CreateHIT",
        "HITTypeId=3TYPEEXAMPLE&LifetimeInSeconds=86400&Question=q&UniqueRequestToken=t"
            + "&AssignmentReviewPolicy.PolicyName=ScoreMyKnownAnswers/2011-09-01"
            + "&AssignmentReviewPolicy.Parameter.1.Key=AnswerKey"
            + "&AssignmentReviewPolicy.Parameter.1.MapEntry.1.Key=q1"
            + "&AssignmentReviewPolicy.Parameter.1.MapEntry.1.Value=B"
            + "&HITReviewPolicy.1.PolicyName=SimplePlurality/2011-09-01"
            + "&HITReviewPolicy.1.Parameter.1.Key=QuestionIds"
            + "&HITReviewPolicy.1.Parameter.1.Value.1=q1"
            + "&HITReviewPolicy.1.Parameter.1.Value.2=q2");

    assertEquals(
        "CreateHITWithHITType{\"HITTypeId\":\"3TYPEEXAMPLE\",\"MaxAssignments\":1,"
            + "\"LifetimeInSeconds\":86400,\"Question\":\"q\",\"UniqueRequestToken\":\"t\","
            + "\"AssignmentReviewPolicy\":{\"PolicyName\":\"ScoreMyKnownAnswers/2011-09-01\","
            + "\"Parameters\":[{\"Key\":\"AnswerKey\",\"MapEntries\":[{\"Key\":\"q1\","
            + "\"Values\":[\"B\"]}]}]},\"HITReviewPolicy\":{\"PolicyName\":"
            + "\"SimplePlurality/2011-09-01\",\"Parameters\":[{\"Key\":\"QuestionIds\","
            + "\"Values\":[\"q1\",\"q2\"]}]}}",
        upstream.asked().get(0));
  }

  @Test
  void createHitAsksAgainForGroupsThatUpstreamLeftOut() {
    upstream
        .answering(200, "{\"HIT\":{\"HITId\":\"3HITEXAMPLE\",\"HITTypeId\":\"3TYPEEXAMPLE\"}}")
        .answering(200, HIT);

    Exchange exchange =
        client.call(
            "CreateHIT",
            "HITTypeId=3TYPEEXAMPLE&LifetimeInSeconds=86400&Question=q"
                + "&ResponseGroup.0=Minimal&ResponseGroup.1=HITAssignmentSummary");

    assertEquals("GetHIT{\"HITId\":\"3HITEXAMPLE\"}", upstream.asked().get(1));
    assertResult(
        "<HIT><Request><IsValid>True</IsValid></Request><HITId>3HITEXAMPLE</HITId>"
            + "<HITTypeId>3TYPEEXAMPLE</HITTypeId>"
            + "<NumberOfAssignmentsPending>0</NumberOfAssignmentsPending>"
            + "<NumberOfAssignmentsAvailable>3</NumberOfAssignmentsAvailable>"
            + "<NumberOfAssignmentsCompleted>0</NumberOfAssignmentsCompleted></HIT>",
        exchange);
  }

  @Test
  @Tag("trap-5.1.17")
  void aHitThatOurOwnFirstAttemptMadeIsASuccess() {
    upstream
        .answering(
            new ModernReply(
                new ModernAnswer.Refused(
                    "RequestError",
                    Optional.of("AWS.MechanicalTurk.HitAlreadyExists"),
                    "The HIT 3HITEXAMPLEHITEXAMPLE0 already exists. (1)"),
                2,
                true))
        .answering(500, "");

    Exchange exchange =
        client.call("CreateHIT", "HITTypeId=3TYPEEXAMPLE&LifetimeInSeconds=86400&Question=q");

    assertResult(
        "<HIT><Request><IsValid>True</IsValid></Request><HITId>3HITEXAMPLEHITEXAMPLE0</HITId>"
            + "<HITTypeId>3TYPEEXAMPLE</HITTypeId></HIT>",
        exchange);
  }

  @Test
  @Tag("trap-5.2.12")
  void aTokenThatTheCallerUsedBeforeIsAnErrorWithTheFirstHit() {
    upstream.answering(
        400,
        """
        {"__type":"RequestError","TurkErrorCode":"AWS.MechanicalTurk.HITAlreadyExists",
         "Message":"The HIT 3HITEXAMPLEHITEXAMPLE0 already exists. (1462357230000)"}
        """);

    Exchange exchange =
        client.call(
            "CreateHIT",
            "HITTypeId=3TYPE&LifetimeInSeconds=86400&Question=q&UniqueRequestToken=used");

    assertResult(
        "<HIT><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>AWS.MechanicalTurk.HITAlreadyExists</Code><Message>"
            + "The HIT 3HITEXAMPLEHITEXAMPLE0 already exists. (1462357230000)</Message>"
            + "<Data><Key>HITId</Key><Value>3HITEXAMPLEHITEXAMPLE0</Value></Data>"
            + "</Error></Errors></Request></HIT>",
        exchange);
  }

  @Test
  void getHitShowsDetailAndQuestionByDefault() {
    upstream.answering(200, HIT);

    Exchange exchange = client.call("GetHIT", "HITId=3HITEXAMPLE");

    assertEquals(List.of("GetHIT{\"HITId\":\"3HITEXAMPLE\"}"), upstream.asked());
    assertResult(
        "<HIT><Request><IsValid>True</IsValid></Request><HITId>3HITEXAMPLE</HITId>"
            + "<HITTypeId>3TYPEEXAMPLE</HITTypeId><HITGroupId>3GROUPEXAMPLE</HITGroupId>"
            + "<CreationTime>2016-05-04T10:20:31Z</CreationTime><Title>Tag a photo</Title>"
            + "<Description>Choose tags</Description>"
            + "<Question>&lt;ExternalQuestion&gt;…&lt;/ExternalQuestion&gt;</Question>"
            + "<Keywords>photo, tag</Keywords><HITStatus>Assignable</HITStatus>"
            + "<MaxAssignments>3</MaxAssignments><Reward><Amount>0.05</Amount>"
            + "<CurrencyCode>USD</CurrencyCode><FormattedPrice>$0.05</FormattedPrice></Reward>"
            + "<AutoApprovalDelayInSeconds>2592000</AutoApprovalDelayInSeconds>"
            + "<Expiration>2016-05-05T10:20:31Z</Expiration>"
            + "<AssignmentDurationInSeconds>600</AssignmentDurationInSeconds>"
            + "<RequesterAnnotation>batch-7</RequesterAnnotation>"
            + "<QualificationRequirement><QualificationTypeId>00000000000000000071"
            + "</QualificationTypeId><Comparator>EqualTo</Comparator><LocaleValue>"
            + "<Country>US</Country><Subdivision>CA</Subdivision></LocaleValue>"
            + "<RequiredToPreview>0</RequiredToPreview></QualificationRequirement>"
            + "<QualificationRequirement><QualificationTypeId>000000000000000000L0"
            + "</QualificationTypeId><Comparator>In</Comparator>"
            + "<IntegerValue>95</IntegerValue><IntegerValue>96</IntegerValue>"
            + "<RequiredToPreview>1</RequiredToPreview></QualificationRequirement>"
            + "<HITReviewStatus>NotReviewed</HITReviewStatus></HIT>",
        exchange);
  }

  @Test
  void theRequestIsRepeatedOnDemand() {
    upstream.answering(200, "{\"HITTypeId\":\"3TYPEEXAMPLE\"}");

    Exchange exchange =
        client.call(
            "RegisterHITType",
            "ResponseGroup=Request,Minimal&Title=T&Description=D&Reward.Amount=5"
                + "&AssignmentDurationInSeconds=600"
                + "&QualificationRequirement.1.QualificationTypeId=000000000000000000L0"
                + "&QualificationRequirement.1.Comparator=exists"
                + "&QualificationRequirement.1.IntegerValue=0"
                + "&QualificationRequirement.1.RequiredToPreview=1");

    assertResult(
        "<RegisterHITTypeResult><Request><IsValid>True</IsValid><RegisterHITTypeRequest>"
            + "<AssignmentDurationInSeconds>600</AssignmentDurationInSeconds>"
            + "<Reward><Amount>5.00</Amount></Reward><Title>T</Title><Description>D</Description>"
            + "<QualificationRequirement><QualificationTypeId>000000000000000000L0"
            + "</QualificationTypeId><Comparator>Exists</Comparator><IntegerValue>0</IntegerValue>"
            + "<RequiredToPreview>true</RequiredToPreview></QualificationRequirement>"
            + "<ResponseGroup>Request</ResponseGroup><ResponseGroup>Minimal</ResponseGroup>"
            + "</RegisterHITTypeRequest></Request><HITTypeId>3TYPEEXAMPLE</HITTypeId>"
            + "</RegisterHITTypeResult>",
        exchange);
    assertEquals(
        "CreateHITType{\"AutoApprovalDelayInSeconds\":2592000,"
            + "\"AssignmentDurationInSeconds\":600,\"Reward\":\"5.00\",\"Title\":\"T\","
            + "\"Description\":\"D\",\"QualificationRequirements\":[{\"QualificationTypeId\":"
            + "\"000000000000000000L0\",\"Comparator\":\"Exists\",\"RequiredToPreview\":true}]}",
        upstream.asked().get(0));
  }
}
