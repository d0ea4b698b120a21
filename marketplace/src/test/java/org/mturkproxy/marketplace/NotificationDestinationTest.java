package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.DestinationRule;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.NotificationSpecification;

/** Where notifications may go, and what becomes of those that may not. */
@EnabledIf(TestMarketplace.IS_OURS)
class NotificationDestinationTest {

  private static final String QUEUE = "http://127.0.0.1:1/000000000000/alice";

  @TempDir Path directory;

  @Test
  void aDestinationIsAllowedPerAccount() {
    try (TestMarketplace marketplace = marketplace(only(TestMarketplace.ALICE.account(), QUEUE))) {
      sendTest(marketplace.alice(), "SQS", QUEUE);
      assertRefused(marketplace.alice(), QUEUE + "2");
      assertRefused(marketplace.bob(), QUEUE);
      assertEquals(1, deliveries(marketplace).size());
    }
  }

  @Test
  void settingsAreCheckedAsTestsAre() {
    try (TestMarketplace marketplace = marketplace(only(TestMarketplace.BOB.account(), QUEUE))) {
      MTurkClient alice = marketplace.alice();
      String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
      assertRequestError(
          "InvalidTransportEndpoint",
          "The destination \""
              + QUEUE
              + "\" is not one that this service may send notifications to.",
          () ->
              alice.updateNotificationSettings(
                  r -> r.hitTypeId(type).notification(to("SQS", QUEUE))));
    }
  }

  @Test
  void aDestinationThatIsNotAllowedAnyMoreGetsNothingAnyMore() {
    try (TestMarketplace marketplace = marketplace(only(TestMarketplace.ALICE.account(), QUEUE))) {
      MTurkClient alice = marketplace.alice();
      String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
      alice.updateNotificationSettings(r -> r.hitTypeId(type).notification(to("SQS", QUEUE)));
      alice.createHIT(Examples.hit().build());
      assertEquals(1, deliveries(marketplace).size());
    }
    try (TestMarketplace marketplace = marketplace(List.of())) {
      assertEquals("DestinationNotAllowed", deliveries(marketplace).at("/0/Failure").textValue());
      marketplace.alice().createHIT(Examples.hit().build());
      assertEquals(1, deliveries(marketplace).size());
    }
    try (TestMarketplace marketplace = marketplace(only(TestMarketplace.ALICE.account(), QUEUE))) {
      marketplace.alice().createHIT(Examples.hit().build());
      assertEquals(2, deliveries(marketplace).size());
    }
  }

  @Test
  void mailIsKeptAndMarkedAsNotDelivered() {
    try (TestMarketplace marketplace = marketplace(List.of())) {
      sendTest(marketplace.alice(), "Email", "requester@example.org");
      JsonNode kept = deliveries(marketplace).get(0);
      assertEquals("Email", kept.get("Transport").textValue());
      assertEquals("requester@example.org", kept.get("Destination").textValue());
      assertEquals("NoMailServer", kept.get("Failure").textValue());
      assertEquals(0, kept.get("Attempts").intValue());
      assertEquals(false, kept.has("DeliveryTime"));
      assertEquals("Ping", kept.at("/Body/Events/0/EventType").textValue());
    }
  }

  private static void assertRefused(MTurkClient client, String queue) {
    assertRequestError(
        "InvalidTransportEndpoint",
        "The destination \"" + queue + "\" is not one that this service may send notifications to.",
        () -> sendTest(client, "SQS", queue));
  }

  private static void sendTest(MTurkClient client, String transport, String destination) {
    client.sendTestEventNotification(
        r -> r.notification(to(transport, destination)).testEventType("Ping"));
  }

  private static NotificationSpecification to(String transport, String destination) {
    return NotificationSpecification.builder()
        .destination(destination)
        .transport(transport)
        .version("2006-05-05")
        .eventTypesWithStrings("HITCreated")
        .build();
  }

  private static JsonNode deliveries(TestMarketplace marketplace) {
    return marketplace.post("/control/deliveries", "{}").body().get("Deliveries");
  }

  private static List<DestinationRule> only(String account, String... allow) {
    return List.of(new DestinationRule(Optional.of(account), Arrays.asList(allow)));
  }

  /** Nobody listens where it delivers to. */
  private TestMarketplace marketplace(List<DestinationRule> rules) {
    Optional<URI> nowhere = Optional.of(URI.create("http://127.0.0.1:1"));
    return new TestMarketplace(
        new MarketplaceConfig(Optional.of(directory), BigDecimal.TEN, true, true)
            .edit()
            .notifications(
                Optional.of(
                    new NotificationConfig(
                        "us-east-1",
                        nowhere,
                        nowhere,
                        Optional.of(
                            new UpstreamCredentials.Given("K", new Secret("s"), Optional.empty())),
                        Optional.of(rules))))
            .build());
  }
}
