package org.mturkproxy.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.MarketplaceConfig;
import software.amazon.awssdk.services.mturk.MTurkClient;

/** FileUploadAnswer: files on their way in, on the disk, and behind GetFileUploadURL. */
@EnabledIf(TestMarketplace.IS_OURS)
class FileUploadTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;

  private record Reply(int status, JsonNode body) {}

  @Test
  void aLargeFileComesBackAsItWasAlsoAfterARestart() throws Exception {
    byte[] file = new byte[20_000_000];
    new Random(1).nextBytes(file);
    String assignment;
    String link;
    try (TestMarketplace marketplace = marketplace()) {
      assignment = marketplace.accept("A1", hit(marketplace, 1, 20_000_000));
      Reply reply = upload(marketplace, assignment, "photo", file);
      assertEquals(
          "{\"UploadedFileSizeInBytes\":20000000,\"UploadedFileKey\":\"" + assignment + "/photo\"}",
          reply.body().toString());
      marketplace.submit(assignment, answer(reply.body()));
    }
    try (TestMarketplace marketplace = marketplace()) {
      link =
          marketplace
              .alice()
              .getFileUploadURL(r -> r.assignmentId(assignment).questionIdentifier("photo"))
              .fileUploadURL();
      HttpResponse<byte[]> fetched =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(link)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertArrayEquals(file, fetched.body());
      assertEquals(Optional.of("image/jpeg"), fetched.headers().firstValue("content-type"));
      assertEquals(Optional.of("attachment"), fetched.headers().firstValue("content-disposition"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9, 400, FileTooSmall, The file must have at least 10 bytes.",
    "10, 200, '', ''",
    "1000, 200, '', ''",
    "1001, 413, FileTooLarge, The file must not have more than 1000 bytes.",
  })
  void theSizeIsThatOfTheFileUploadAnswer(int bytes, int status, String type, String message) {
    try (TestMarketplace marketplace = marketplace()) {
      String assignment = marketplace.accept("A1", hit(marketplace, 10, 1000));
      for (boolean announced : new boolean[] {true, false}) {
        Reply reply = upload(marketplace, assignment, "photo", body(new byte[bytes], announced));
        assertEquals(status, reply.status(), "announced: " + announced);
        assertEquals(type, reply.body().path("__type").asText());
        assertEquals(message, reply.body().path("message").asText());
      }
    }
  }

  @Test
  void noFileIsLargerThanTheConfigurationAllows() {
    try (TestMarketplace marketplace = new TestMarketplace(config(Optional.empty(), 500))) {
      String assignment = marketplace.accept("A1", hit(marketplace, 1, 2_000_000_000));
      assertEquals(413, upload(marketplace, assignment, "photo", new byte[501]).status());
      assertEquals(200, upload(marketplace, assignment, "photo", new byte[500]).status());
    }
  }

  @Test
  void onlyWhatTheFormAsksForIsTaken() {
    try (TestMarketplace marketplace = marketplace()) {
      String assignment = marketplace.accept("A1", hit(marketplace, 1, 10));
      Reply reply = upload(marketplace, assignment, "other", new byte[1]);
      assertEquals("NoFileUploadQuestion", reply.body().path("__type").asText());
      MTurkClient alice = marketplace.alice();
      String external = alice.createHIT(Examples.hit().build()).hit().hitId();
      assertEquals(
          200,
          upload(marketplace, marketplace.accept("A1", external), "any", new byte[99]).status());
    }
  }

  @Test
  void nothingIsLeftOfFilesThatWereRefusedReplacedOrForgotten() throws IOException {
    try (TestMarketplace marketplace = marketplace()) {
      String assignment = marketplace.accept("A1", hit(marketplace, 10, 1000));
      upload(marketplace, assignment, "photo", body(new byte[2000], false));
      upload(marketplace, assignment, "photo", new byte[1]);
      upload(marketplace, assignment, "photo", "first file".getBytes(UTF_8));
      upload(marketplace, assignment, "photo", "second file".getBytes(UTF_8));
    }
    assertEquals(List.of("second file"), stored());
    Files.writeString(directory.resolve("files").resolve("3KILLED.part"), "half");
    try (TestMarketplace marketplace = marketplace()) {
      assertEquals(List.of("second file"), stored());
      marketplace.post("/control/reset", "{}");
      assertEquals(List.of(), stored());
    }
  }

  @Test
  void linksNameThePublicUrl() throws Exception {
    URI publicUrl = URI.create("https://turk.example.org:8443");
    try (TestMarketplace marketplace = new TestMarketplace(config(Optional.of(publicUrl), 1000))) {
      String assignment = marketplace.accept("A1", hit(marketplace, 1, 10));
      Reply reply = upload(marketplace, assignment, "photo", "x".getBytes(UTF_8));
      marketplace.submit(assignment, answer(reply.body()));
      String link =
          marketplace
              .alice()
              .getFileUploadURL(r -> r.assignmentId(assignment).questionIdentifier("photo"))
              .fileUploadURL();
      assertTrue(link.startsWith(publicUrl + "/files/" + assignment + "?"), link);
      URI reachable = URI.create(link.replace(publicUrl.toString(), "" + marketplace.endpoint()));
      assertEquals(
          "x",
          HTTP.send(HttpRequest.newBuilder(reachable).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("files"))) {
      return files.map(FileUploadTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestMarketplace marketplace() {
    return TestMarketplace.in(directory);
  }

  private static MarketplaceConfig config(Optional<URI> publicUrl, int maxFileBytes) {
    return new MarketplaceConfig(Optional.empty(), BigDecimal.TEN, true, true)
        .edit()
        .publicUrl(publicUrl)
        .maxFileBytes(maxFileBytes)
        .build();
  }

  private static String hit(TestMarketplace marketplace, long least, long most) {
    String form =
        "<QuestionForm xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionForm.xsd\">"
            + "<Question><QuestionIdentifier>photo</QuestionIdentifier>"
            + "<QuestionContent><Text>A photo</Text></QuestionContent><AnswerSpecification>"
            + "<FileUploadAnswer><MaxFileSizeInBytes>"
            + most
            + "</MaxFileSizeInBytes><MinFileSizeInBytes>"
            + least
            + "</MinFileSizeInBytes></FileUploadAnswer></AnswerSpecification></Question>"
            + "</QuestionForm>";
    return marketplace.alice().createHIT(Examples.hit().question(form).build()).hit().hitId();
  }

  private static String answer(JsonNode uploaded) {
    return "<QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\">"
        + "<Answer><QuestionIdentifier>photo</QuestionIdentifier><UploadedFileSizeInBytes>"
        + uploaded.get("UploadedFileSizeInBytes")
        + "</UploadedFileSizeInBytes><UploadedFileKey>"
        + uploaded.get("UploadedFileKey").textValue()
        + "</UploadedFileKey></Answer></QuestionFormAnswers>";
  }

  private static Reply upload(
      TestMarketplace marketplace, String assignment, String question, byte[] file) {
    return upload(marketplace, assignment, question, body(file, true));
  }

  /** With its length announced, or in chunks. */
  private static HttpRequest.BodyPublisher body(byte[] file, boolean announced) {
    return announced
        ? HttpRequest.BodyPublishers.ofByteArray(file)
        : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file));
  }

  private static Reply upload(
      TestMarketplace marketplace,
      String assignment,
      String question,
      HttpRequest.BodyPublisher body) {
    URI uri =
        marketplace.endpoint().resolve("/worker/assignments/" + assignment + "/files/" + question);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Content-Type", "image/jpeg").POST(body).build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
