package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.translator.operations.LegacyOperations;

/** Requests recorded from the unmodified boto 2.49, which lie beside the checkout if at all. */
public final class BotoVectors {

  /** When they were recorded, to within a second. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T20:00:17Z"), ZoneOffset.UTC);

  public static final String KEY_ID = "AKIDEXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private static final Path FILE =
      Path.of(System.getProperty("mturkproxy.shared", "../shared"), "vectors", "boto.jsonl");

  private static final Pattern SIGNATURE = Pattern.compile("[?&\"]Signature=([^&\"]+)");

  private BotoVectors() {}

  /**
   * One of them.
   *
   * @param operation the legacy operation
   * @param http the whole request as it was on the wire
   * @param expected the operation's result element, or the error that boto was to get
   */
  public record Vector(String operation, String http, String expected) {}

  /** Those whose operation is in the catalogue; the test is skipped where there are none. */
  public static List<Vector> read() throws IOException {
    assumeTrue(Files.exists(FILE), "the recordings are not beside this checkout");
    ObjectMapper json = new ObjectMapper();
    List<Vector> vectors = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      JsonNode recorded = json.readTree(line);
      LegacyOperations.catalogue()
          .find(recorded.get("operation").asText())
          .ifPresent(
              operation ->
                  vectors.add(
                      new Vector(
                          operation.name(),
                          http(recorded),
                          expected(recorded, operation.result().element()))));
    }
    return vectors;
  }

  /** All their signatures, as sent and decoded; none where there are no recordings. */
  public static Set<String> signatures() throws IOException {
    Set<String> signatures = new TreeSet<>();
    if (Files.exists(FILE)) {
      Matcher matcher = SIGNATURE.matcher(Files.readString(FILE));
      while (matcher.find()) {
        signatures.add(matcher.group(1));
        signatures.add(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8));
      }
    }
    return signatures;
  }

  private static String http(JsonNode recorded) {
    StringBuilder http = new StringBuilder();
    http.append(recorded.get("method").asText()).append(' ');
    http.append(recorded.get("path").asText()).append(" HTTP/1.1\r\n");
    for (JsonNode header : recorded.get("headers")) {
      http.append(header.get(0).asText()).append(": ").append(header.get(1).asText());
      http.append("\r\n");
    }
    return http.append("\r\n").append(recorded.get("body").asText()).toString();
  }

  /** Two were signed wrongly on purpose. */
  private static String expected(JsonNode recorded, String result) {
    boolean forged =
        recorded.get("note").asText().contains("on purpose")
            || recorded.get("body").asText().contains("AKIDNOBODY");
    return forged
        ? "<Errors><Error><Code>AWS.NotAuthorized</Code>"
        : "<" + result + "><Request><IsValid>";
  }
}
