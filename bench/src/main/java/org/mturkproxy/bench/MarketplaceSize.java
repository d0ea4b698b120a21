package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.marketplace.Marketplace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateHitRequest;

/**
 * Measures the marketplace with many HITs and assignments in its file, through the official SDK
 * over loopback: time of a call as the client sees it, and memory of the process.
 *
 * <p>Arguments: number of HITs, number of assignments (100000 and 1000000 if absent).
 */
public final class MarketplaceSize {

  static final Account ACCOUNT = new Account("AKIDBENCH", new Secret("bench"), "AKIDBENCH");
  private static final String QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd\">"
          + "<ExternalURL>https://example.com/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>";
  private static final String ANSWER =
      "<QuestionFormAnswers xmlns='http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd'>"
          + "<Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>cat</FreeText></Answer></QuestionFormAnswers>";

  private MarketplaceSize() {}

  /** Fills a new directory, measures, and deletes it. */
  public static void main(String[] arguments) throws Exception {
    int hits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int assignments = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    Path directory = Files.createTempDirectory("marketplace-size");
    try {
      fill(directory, hits, assignments);
      measure(directory);
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  static void fill(Path directory, int hits, int assignments) throws Exception {
    try (Marketplace marketplace = start(directory);
        MTurkClient client = client(marketplace.endpoint())) {
      String hit = client.createHIT(hit()).hit().hitId();
      work(marketplace.endpoint(), hit);
      String assignment =
          client.listAssignmentsForHIT(r -> r.hitId(hit)).assignments().get(0).assignmentId();
      client.approveAssignment(r -> r.assignmentId(assignment));
    }
    SizeData.multiply(directory, hits, assignments);
    print(
        "%,d HITs and %,d assignments in %,d MB",
        hits, assignments, Files.size(directory.resolve("marketplace.db")) >> 20);
  }

  private static void measure(Path directory) throws IOException {
    long begin = System.nanoTime();
    try (Marketplace marketplace = start(directory);
        MTurkClient client = client(marketplace.endpoint())) {
      client.getAccountBalance();
      print("start to first answer: %.0f ms", (System.nanoTime() - begin) / 1e6);
      String big = SizeData.bigHit();
      print("CreateHIT: %s", Timings.of(300, () -> client.createHIT(hit())));
      print("GetHIT: %s", Timings.of(300, () -> client.getHIT(r -> r.hitId(big))));
      pages(
          "ListHITs",
          token -> client.listHITs(r -> r.maxResults(100).nextToken(token)).nextToken());
      pages(
          "ListAssignmentsForHIT",
          token ->
              client
                  .listAssignmentsForHIT(r -> r.hitId(big).maxResults(100).nextToken(token))
                  .nextToken());
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      print(
          "heap in use: %,d MB; resident with client: %s",
          (runtime.totalMemory() - runtime.freeMemory()) >> 20, resident());
    }
  }

  /** Walks the whole list once, then asks for its first and its last page again and again. */
  private static void pages(String name, UnaryOperator<String> page) {
    String last = null;
    int count = 1;
    long begin = System.nanoTime();
    for (String token = page.apply(null); token != null; token = page.apply(token)) {
      last = token;
      count++;
    }
    String lastToken = last;
    print("%s, %,d pages of 100: %.0f ms", name, count, (System.nanoTime() - begin) / 1e6);
    print("%s, first page: %s", name, Timings.of(100, () -> page.apply(null)));
    print("%s, last page: %s", name, Timings.of(100, () -> page.apply(lastToken)));
  }

  private static Marketplace start(Path directory) {
    return Marketplace.start(
        new MarketplaceConfig(Optional.of(directory), new BigDecimal("1000000000"), true, false),
        List.of(ACCOUNT),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Clock.systemUTC());
  }

  private static MTurkClient client(URI endpoint) {
    return MTurkClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ACCOUNT.accessKeyId(), ACCOUNT.secret().reveal())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static CreateHitRequest hit() {
    return CreateHitRequest.builder()
        .title("Tag a photo")
        .description("Choose tags")
        .reward("0.05")
        .maxAssignments(1_000_000)
        .lifetimeInSeconds(31_536_000L)
        .assignmentDurationInSeconds(600L)
        .question(QUESTION)
        .build();
  }

  private static void work(URI endpoint, String hit) throws Exception {
    String body =
        String.format(
            "{\"WorkerId\":\"A1\",\"HITId\":\"%s\",\"Answer\":\"%s\"}",
            hit, ANSWER.replace("\"", "\\\""));
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/worker/assignments"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status != 200) {
      throw new IllegalStateException("the Worker was refused: " + status);
    }
  }

  /** As Linux counts it. */
  static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status, UTF_8).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.substring(6).trim())
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }

  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
