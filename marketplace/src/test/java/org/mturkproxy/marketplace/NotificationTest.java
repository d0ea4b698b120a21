package org.mturkproxy.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.EventType;
import software.amazon.awssdk.services.mturk.model.NotificationSpecification;
import software.amazon.awssdk.services.mturk.model.NotifyWorkersFailureStatus;

/** SQS and SNS are played by a plain HTTP server that answers as they do. */
@EnabledIf(TestMarketplace.IS_OURS)
class NotificationTest {

  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/q";

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private volatile boolean broken;
  private HttpServer aws;
  private TestMarketplace marketplace;
  private MTurkClient alice;

  @BeforeEach
  void start() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext("/", this::play);
    aws.start();
    URI endpoint = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
    marketplace =
        new TestMarketplace(
            new MarketplaceConfig(Optional.empty(), new BigDecimal("100"), true, true)
                .edit()
                .notifications(
                    Optional.of(
                        new NotificationConfig(
                            "us-east-1",
                            Optional.of(endpoint),
                            Optional.of(endpoint),
                            Optional.of(
                                new UpstreamCredentials.Given(
                                    "AKIDQUEUE", new Secret("s"), Optional.empty())))))
                .build());
    alice = marketplace.alice();
  }

  @AfterEach
  void stop() {
    alice.close();
    marketplace.close();
    aws.stop(0);
  }

  @Shows({
    "UpdateNotificationSettings.HITTypeId",
    "UpdateNotificationSettings.Notification.Destination",
    "UpdateNotificationSettings.Notification.EventTypes",
    "UpdateNotificationSettings.Notification.Transport",
    "UpdateNotificationSettings.Notification.Version"
  })
  @Test
  void theEventsAskedForArriveInTheQueue() throws Exception {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    alice.updateNotificationSettings(
        r -> r.hitTypeId(type).notification(queue("2006-05-05", "AssignmentSubmitted")));
    String hit = alice.createHIT(Examples.hit().build()).hit().hitId();
    String assignment = marketplace.work("A1", hit);
    JsonNode request = new ObjectMapper().readTree(next());
    assertEquals(QUEUE, request.get("QueueUrl").textValue());
    JsonNode body = new ObjectMapper().readTree(request.get("MessageBody").textValue());
    assertEquals("2006-05-05", body.get("EventDocVersion").textValue());
    assertTrue(body.get("EventDocId").textValue().matches("[0-9a-f]{32}"));
    assertTrue(body.get("CustomerId").textValue().matches("A[0-9A-Z]{13}"));
    assertEquals(1, body.get("Events").size());
    JsonNode event = body.at("/Events/0");
    assertEquals(
        List.of("EventType", "EventTimestamp", "HITTypeId", "HITId", "AssignmentId"), names(event));
    assertEquals("AssignmentSubmitted", event.get("EventType").textValue());
    assertTrue(event.get("EventTimestamp").textValue().matches("[0-9-]{10}T[0-9:]{8}Z"));
    assertEquals(type, event.get("HITTypeId").textValue());
    assertEquals(hit, event.get("HITId").textValue());
    assertEquals(assignment, event.get("AssignmentId").textValue());
  }

  @Test
  void newerVersionsSayMoreAndTopicsAreServed() throws Exception {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    NotificationSpecification topic =
        NotificationSpecification.builder()
            .destination("arn:aws:sns:us-east-1:123456789012:t")
            .transport("SNS")
            .version("2014-08-15")
            .eventTypesWithStrings("AssignmentSubmitted")
            .build();
    alice.updateNotificationSettings(r -> r.hitTypeId(type).notification(topic));
    marketplace.work("A1", alice.createHIT(Examples.hit().build()).hit().hitId());
    String form = next();
    assertTrue(form.contains("Action=Publish"), form);
    String message = form.replaceAll(".*Message=([^&]*).*", "$1");
    JsonNode event = new ObjectMapper().readTree(URLDecoder.decode(message, UTF_8)).at("/Events/0");
    assertEquals(Examples.ANSWER, event.get("Answer").textValue());
    assertTrue(event.get("HITGroupId").textValue().matches("3[0-9A-Z]{29}"));
  }

  @Shows({
    "SendTestEventNotification.Notification.Destination",
    "SendTestEventNotification.Notification.Transport",
    "SendTestEventNotification.Notification.Version",
    "SendTestEventNotification.TestEventType"
  })
  @Test
  void whatDoesNotArriveIsKeptAndTriedAgain() throws Exception {
    broken = true;
    alice.sendTestEventNotification(
        r -> r.notification(queue("2006-05-05", "HITExpired")).testEventType("Ping"));
    next();
    JsonNode kept = delivery();
    while (kept.get("Attempts").intValue() == 0) {
      Thread.onSpinWait();
      kept = delivery();
    }
    assertEquals("SqsException", kept.get("Failure").textValue());
    broken = false;
    marketplace.advance(Duration.ofMinutes(1));
    while (!delivery().has("DeliveryTime")) {
      Thread.onSpinWait();
    }
    assertEquals("Ping", delivery().at("/Body/Events/0/EventType").textValue());
  }

  @Test
  void everyEventIsWrittenDownInItsOrder() {
    String hit =
        alice.createHIT(Examples.hit().autoApprovalDelayInSeconds(60L).build()).hit().hitId();
    marketplace.post("/worker/assignments/" + marketplace.accept("A1", hit) + "/return", "{}");
    marketplace.accept("A2", hit);
    marketplace.advance(Duration.ofMinutes(11));
    marketplace.work("A3", hit);
    marketplace.advance(Duration.ofDays(2));
    assertEquals(
        List.of(
            "HITCreated",
            "AssignmentAccepted",
            "AssignmentReturned",
            "AssignmentAccepted",
            "AssignmentAbandoned",
            "AssignmentAccepted",
            "AssignmentSubmitted",
            "HITReviewable",
            "AssignmentApproved",
            "HITExpired"),
        eventTypes());
    // Older ones than two weeks are forgotten now and then.
    marketplace.advance(Duration.ofDays(121));
    List<String> left = eventTypes();
    assertEquals("HITDisposed", left.get(left.size() - 1));
  }

  @Shows("UpdateNotificationSettings.Active")
  @Test
  void settingsCanBeSwitchedOffAndOn() {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    assertParameterError(
        "The parameter Active needs a Notification that was given before.",
        () -> alice.updateNotificationSettings(r -> r.hitTypeId(type).active(true)));
    assertParameterError(
        "At least one of the parameters Notification and Active must be given.",
        () -> alice.updateNotificationSettings(r -> r.hitTypeId(type)));
    alice.updateNotificationSettings(
        r -> r.hitTypeId(type).notification(queue("2006-05-05", "HITCreated")).active(false));
    alice.createHIT(Examples.hit().build());
    assertEquals(0, deliveries().size());
    alice.updateNotificationSettings(r -> r.hitTypeId(type).active(true));
    alice.createHIT(Examples.hit().build());
    assertEquals(1, deliveries().size());
  }

  @Test
  void destinationsMustFitTheirTransport() {
    for (String transport : List.of("SQS", "SNS", "Email")) {
      assertRequestError(
          "InvalidTransportEndpoint",
          "The destination \"nowhere\" cannot be used with the transport " + transport + ".",
          () ->
              alice.sendTestEventNotification(
                  r ->
                      r.testEventType(EventType.PING)
                          .notification(
                              queue("2006-05-05", "HITExpired").toBuilder()
                                  .transport(transport)
                                  .destination("nowhere")
                                  .build())));
    }
    assertParameterError(
        "The value \"2005-01-01\" is not valid for the parameter Version.",
        () ->
            alice.sendTestEventNotification(
                r ->
                    r.testEventType(EventType.PING)
                        .notification(queue("2005-01-01", "HITExpired"))));
  }

  @Shows({"NotifyWorkers.MessageText", "NotifyWorkers.Subject", "NotifyWorkers.WorkerIds"})
  @Test
  void onlyWorkersWhoseWorkWasDecidedCanBeMailed() {
    String done = marketplace.work("A1", alice.createHIT(Examples.hit().build()).hit().hitId());
    marketplace.work("A2", alice.createHIT(Examples.hit().build()).hit().hitId());
    alice.approveAssignment(r -> r.assignmentId(done));
    List<NotifyWorkersFailureStatus> failures =
        alice
            .notifyWorkers(
                r -> r.subject("Hi").messageText("New work").workerIds("A1", "A2", "A1", "A3"))
            .notifyWorkersFailureStatuses();
    assertEquals(
        List.of("A2 HardFailure", "A3 HardFailure"),
        failures.stream()
            .map(f -> f.workerId() + " " + f.notifyWorkersFailureCodeAsString())
            .toList());
    JsonNode mail =
        marketplace.post("/worker/messages", "{\"WorkerId\":\"A1\"}").body().get("Messages");
    assertEquals(1, mail.size());
    assertEquals("Hi", mail.at("/0/Subject").textValue());
    assertEquals("New work", mail.at("/0/MessageText").textValue());
    assertParameterError(
        "The parameter WorkerIds must not have more than 100 values.",
        () -> alice.notifyWorkers(r -> r.subject("s").messageText("m").workerIds(workers(101))));
  }

  @Shows("AssociateQualificationWithWorker.SendNotification")
  @Test
  void grantingAQualificationMailsTheWorkerUnlessItShallNot() {
    String type =
        alice
            .createQualificationType(
                r -> r.name("n").description("d").qualificationTypeStatus("Active"))
            .qualificationType()
            .qualificationTypeId();
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(type).workerId("A1").sendNotification(false));
    alice.associateQualificationWithWorker(r -> r.qualificationTypeId(type).workerId("A2"));
    assertEquals(
        0,
        marketplace
            .post("/worker/messages", "{\"WorkerId\":\"A1\"}")
            .body()
            .get("Messages")
            .size());
    assertEquals(
        1,
        marketplace
            .post("/worker/messages", "{\"WorkerId\":\"A2\"}")
            .body()
            .get("Messages")
            .size());
  }

  private static List<String> workers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "A" + i).toList();
  }

  private static NotificationSpecification queue(String version, String event) {
    return NotificationSpecification.builder()
        .destination(QUEUE)
        .transport("SQS")
        .version(version)
        .eventTypesWithStrings(event)
        .build();
  }

  private String next() throws InterruptedException {
    return Optional.ofNullable(received.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  private List<String> eventTypes() {
    JsonNode events = marketplace.post("/control/events", "{}").body().get("Events");
    return StreamSupport.stream(events.spliterator(), false)
        .map(event -> event.get("EventType").textValue())
        .toList();
  }

  private JsonNode deliveries() {
    return marketplace.post("/control/deliveries", "{}").body().get("Deliveries");
  }

  private JsonNode delivery() {
    return deliveries().get(0);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(property -> property.getKey()).toList();
  }

  private void play(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean publish = request.contains("Action=Publish");
    String answer =
        publish
            ? "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"
            : "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"" + md5(request) + "\"}";
    byte[] bytes = answer.getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", publish ? "text/xml" : "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(broken ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
    received.add(request);
  }

  /** The SDK compares it with what it sent. */
  private static String md5(String request) throws IOException {
    String body = new ObjectMapper().readTree(request).path("MessageBody").asText();
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
