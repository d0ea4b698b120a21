package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * Measures a legacy client that reads a long list page by page: SearchHITs over all HITs, through a
 * proxy with embedded marketplace in a process of its own, with the options of {@code
 * bin/mturk-proxy}. Bounded, and on loopback only.
 *
 * <p>Arguments: number of HITs (100000 if absent), page size (100), SortProperty (CreationTime),
 * {@code lists.maxBytes}, {@code lists.maxAge} in seconds, and how many pages to read at most.
 */
public final class LegacyLists {

  private static final Pattern ID = Pattern.compile("<HITId>([^<]*)</HITId>");
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms16m",
          "-Xmx64m",
          "-XX:MaxDirectMemorySize=32m",
          "-XX:+ExitOnOutOfMemoryError");

  private final HttpClient http = HttpClient.newHttpClient();
  private final LegacySecret secret = new LegacySecret(MarketplaceSize.ACCOUNT.secret().reveal());
  private final int port;
  private int repeats;

  private LegacyLists(int port) {
    this.port = port;
  }

  /** Fills a new directory, measures, and deletes it. */
  public static void main(String[] arguments) throws Exception {
    int hits = number(arguments, 0, 100_000);
    int size = number(arguments, 1, 100);
    String property = arguments.length > 2 ? arguments[2] : "CreationTime";
    int bytes = number(arguments, 3, Defaults.LISTS.maxBytes());
    int seconds = number(arguments, 4, (int) Defaults.LISTS.maxAge().toSeconds());
    int pages = Math.min(number(arguments, 5, Integer.MAX_VALUE), (hits + size - 1) / size);
    Path directory = Files.createTempDirectory("legacy-lists");
    try {
      MarketplaceSize.fill(directory, hits, 1000);
      measure(
          directory,
          List.of(Integer.toString(bytes), Integer.toString(seconds)),
          port -> new LegacyLists(port).readAll(pages, size, property));
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private static int number(String[] arguments, int place, int otherwise) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
  }

  /** Uses a proxy at a port. */
  private interface Client {
    void use(int port) throws IOException, InterruptedException;
  }

  private static void measure(Path directory, List<String> limits, Client client)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MeasuredProxy.class.getName(), directory.toString()));
    command.addAll(limits);
    ProcessBuilder builder = new ProcessBuilder(command);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.startsWith(MeasuredProxy.PORT)) {
        line = out.readLine();
      }
      if (line == null) {
        throw new IOException("the proxy did not start");
      }
      client.use(Integer.parseInt(line.substring(MeasuredProxy.PORT.length())));
      process.getOutputStream().close();
      out.lines().forEach(System.out::println);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private void readAll(int pages, int size, String property)
      throws IOException, InterruptedException {
    double[] millis = new double[pages];
    Set<String> ids = new HashSet<>();
    long begin = System.nanoTime();
    for (int page = 1; page <= pages; page++) {
      long start = System.nanoTime();
      Matcher matcher = ID.matcher(page(page, size, property));
      while (matcher.find()) {
        ids.add(matcher.group(1));
      }
      millis[page - 1] = (System.nanoTime() - start) / 1e6;
    }
    MarketplaceSize.print(
        "SearchHITs by %s, %,d pages of %d: %,d different HITs in %.1f s, %d calls repeated",
        property, pages, size, ids.size(), (System.nanoTime() - begin) / 1e9, repeats);
    double first = millis[0];
    Arrays.sort(millis);
    MarketplaceSize.print(
        "first page %.0f ms, median %.1f ms, 99 %% below %.0f ms, longest %.0f ms",
        first, millis[pages / 2], millis[pages * 99 / 100], millis[pages - 1]);
  }

  private String page(int page, int size, String property)
      throws IOException, InterruptedException {
    while (true) {
      HttpResponse<String> answer =
          http.send(
              request("SortProperty=%s&PageSize=%d&PageNumber=%d".formatted(property, size, page)),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().contains("<IsValid>True</IsValid>")) {
        return answer.body();
      }
      if (answer.statusCode() != 503) {
        throw new IllegalStateException(answer.body());
      }
      repeats++;
    }
  }

  private HttpRequest request(String parameters) {
    String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String query =
        "Service=AWSMechanicalTurkRequester&Operation=SearchHITs&Version=2014-08-15&AWSAccessKeyId="
            + MarketplaceSize.ACCOUNT.accessKeyId()
            + "&Timestamp="
            + timestamp
            + "&Signature="
            + URLEncoder.encode(
                secret.sign("AWSMechanicalTurkRequesterSearchHITs" + timestamp), UTF_8)
            + "&"
            + parameters;
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/?" + query)).build();
  }
}
