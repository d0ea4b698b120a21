package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mturkproxy.config.LayoutConfig;
import org.mturkproxy.config.MarketplaceConfig;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.HITLayoutParameter;

@EnabledIf(TestMarketplace.IS_OURS)
class LayoutAndFileTest {

  private static final LayoutConfig LAYOUT =
      new LayoutConfig("3LAYOUT", "<img src=\"${image}\"><p>${text} ]]></p>${image}", 450);

  @RegisterExtension final TestMarketplace marketplace = new TestMarketplace(config(LAYOUT));
  private final MTurkClient alice = marketplace.alice();

  @Shows({
    "CreateHIT.HITLayoutId",
    "CreateHIT.HITLayoutParameters.Name",
    "CreateHIT.HITLayoutParameters.Value"
  })
  @Test
  void aLayoutIsFilledAndTheHitShowsTheResult() {
    HIT hit = create("3LAYOUT", parameter("image", "a$1.jpg"), parameter("text", "<b>Hi</b>"));
    assertEquals("3LAYOUT", hit.hitLayoutId());
    assertEquals(
        "<HTMLQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd\">"
            + "<HTMLContent><![CDATA[<img src=\"a$1.jpg\"><p><b>Hi</b> ]]]]><![CDATA[></p>a$1.jpg]]></HTMLContent>"
            + "<FrameHeight>450</FrameHeight></HTMLQuestion>",
        hit.question());
    assertEquals(hit, alice.getHIT(r -> r.hitId(hit.hitId())).hit());
  }

  @Shows({
    "CreateHITWithHITType.HITLayoutId",
    "CreateHITWithHITType.HITLayoutParameters.Name",
    "CreateHITWithHITType.HITLayoutParameters.Value"
  })
  @Test
  void aLayoutGoesWithAHitTypeToo() {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    HIT hit =
        alice
            .createHITWithHITType(
                r ->
                    r.hitTypeId(type)
                        .lifetimeInSeconds(60L)
                        .hitLayoutId("3LAYOUT")
                        .hitLayoutParameters(parameter("image", "i"), parameter("text", "t")))
            .hit();
    assertEquals(
        create("3LAYOUT", parameter("text", "t"), parameter("image", "i")).question(),
        hit.question());
    assertEquals("3LAYOUT", hit.hitLayoutId());
  }

  @Test
  void parametersMustFitTheLayout() {
    assertRequestError(
        "HITLayoutDoesNotExist", "HITLayout 3OTHER does not exist.", () -> create("3OTHER"));
    assertParameterError(
        "The value \"image\" is not valid for the parameter HITLayoutParameters. The placeholder"
            + " needs a value.",
        () -> create("3LAYOUT", parameter("text", "t")));
    assertParameterError(
        "The value \"more\" is not valid for the parameter HITLayoutParameters. The layout has no"
            + " such placeholder.",
        () -> create("3LAYOUT", parameter("more", "t")));
    assertParameterError(
        "The value \"text\" is not valid for the parameter HITLayoutParameters. It must not be"
            + " given twice.",
        () -> create("3LAYOUT", parameter("text", "t"), parameter("text", "u")));
    assertParameterError(
        "The parameter HITLayoutParameters must not be given without HITLayoutId.",
        () -> alice.createHIT(Examples.hit().hitLayoutParameters(parameter("text", "t")).build()));
  }

  @Test
  void layoutsThatCouldNotBeUsedAreRefusedAtTheStart() {
    assertThrows(IllegalArgumentException.class, () -> new TestMarketplace(config(LAYOUT, LAYOUT)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TestMarketplace(config(new LayoutConfig("low", "", 0))));
  }

  @Shows({"GetFileUploadURL.AssignmentId", "GetFileUploadURL.QuestionIdentifier"})
  @Test
  void anUploadedFileCanBeFetchedForAMinute() throws Exception {
    String hit = alice.createHIT(Examples.hit().build()).hit().hitId();
    String id = marketplace.accept("A1", hit);
    assertEquals(
        200,
        marketplace.post("/worker/assignments/" + id + "/files/a%20%2F%26photo", "old").status());
    assertEquals(
        "{\"UploadedFileSizeInBytes\":7,\"UploadedFileKey\":\"" + id + "/a /&photo\"}",
        marketplace
            .post("/worker/assignments/" + id + "/files/a%20%2F%26photo", "content")
            .body()
            .toString());
    assertRequestError(
        "AssignmentDoesNotExist", "Assignment " + id + " does not exist.", () -> link(id));
    marketplace.submit(id);
    assertEquals(
        "AssignmentSubmitted",
        marketplace.post("/worker/assignments/" + id + "/files/late", "x").type());
    String link = link(id);
    assertEquals("content", fetch(link).body());
    assertEquals(403, fetch(link.replace("photo", "other")).statusCode());
    marketplace.advance(Duration.ofSeconds(59));
    assertEquals(200, fetch(link).statusCode());
    marketplace.advance(Duration.ofSeconds(2));
    assertEquals(403, fetch(link).statusCode());
    assertParameterError(
        "The value \"other\" is not valid for the parameter QuestionIdentifier. The assignment"
            + " has no file for it.",
        () -> alice.getFileUploadURL(r -> r.assignmentId(id).questionIdentifier("other")));
    alice.approveAssignment(r -> r.assignmentId(id));
    alice.deleteHIT(r -> r.hitId(hit));
    assertParameterError(
        "The value \"a /&photo\" is not valid for the parameter QuestionIdentifier. The assignment"
            + " has no file for it.",
        () -> link(id));
  }

  @Test
  void aQuestionThatIsNotUrlEncodedIsNoLinkAndNoFile() throws Exception {
    assertEquals("HTTP/1.1 403 Forbidden", status("/files/x?Question=%zz"));
    String id = marketplace.accept("A1", alice.createHIT(Examples.hit().build()).hit().hitId());
    assertEquals("HTTP/1.1 400 Bad Request", status("/worker/assignments/" + id + "/files/%zz"));
  }

  private String status(String target) throws Exception {
    return RawHttp.post(marketplace.endpoint(), target).lines().findFirst().orElse("");
  }

  private String link(String assignment) {
    return alice
        .getFileUploadURL(r -> r.assignmentId(assignment).questionIdentifier("a /&photo"))
        .fileUploadURL();
  }

  private static HttpResponse<String> fetch(String link) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HIT create(String layout, HITLayoutParameter... parameters) {
    return alice
        .createHIT(
            Examples.hit()
                .question(null)
                .hitLayoutId(layout)
                .hitLayoutParameters(parameters)
                .build())
        .hit();
  }

  private static HITLayoutParameter parameter(String name, String value) {
    return HITLayoutParameter.builder().name(name).value(value).build();
  }

  private static MarketplaceConfig config(LayoutConfig... layouts) {
    return new MarketplaceConfig(Optional.empty(), new BigDecimal("100"), true, true)
        .edit()
        .layouts(Arrays.asList(layouts))
        .build();
  }
}
