package org.mturkproxy.proxy.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mturkproxy.proxy.traffic.LoggedCalls;

/**
 * A call as the traffic log has it.
 *
 * @param requestId what its answer had
 * @param time when it came in
 * @param caller its key; {@code unknown} for none of ours, {@code -} for none
 * @param transport {@code REST}, {@code SOAP} or {@code MODERN}
 * @param operation what was asked for; {@code -} when that was not understood
 * @param version the version as sent; empty for none
 * @param requests the parameters of each request, as far as the log shows them
 * @param status the HTTP status of its answer
 * @param outcome {@code ok}, {@code error} or {@code unavailable}
 * @param error the error code; empty for none
 * @param called whether it led to modern calls
 * @param dryRun whether those that change something were not sent
 * @param answer the legacy XML, as far as the log shows it
 */
record LoggedLegacyCall(
    String requestId,
    Instant time,
    String caller,
    String transport,
    String operation,
    String version,
    List<ObjectNode> requests,
    int status,
    String outcome,
    String error,
    boolean called,
    boolean dryRun,
    String answer) {

  LoggedLegacyCall {
    requireNonNull(time, "time");
    requests = List.copyOf(requests);
  }

  /** Reads a record that {@link LoggedCalls} showed. */
  static LoggedLegacyCall of(JsonNode line) {
    List<ObjectNode> requests = new ArrayList<>();
    for (JsonNode request : line.path("requests")) {
      if (request instanceof ObjectNode parameters) {
        requests.add(parameters);
      }
    }
    return new LoggedLegacyCall(
        line.path("requestId").asText(),
        Instant.parse(line.path("time").asText()),
        line.path("caller").asText("-"),
        line.path("transport").asText("REST"),
        line.path("operation").asText("-"),
        line.path("version").asText(""),
        requests,
        line.path("status").asInt(),
        line.path("outcome").asText("ok"),
        line.path("error").asText(""),
        !line.path("modern").isEmpty(),
        isDryRun(line),
        line.path("answer").asText());
  }

  /** The translator says it in a warning; a dry run has modern calls like any other. */
  private static boolean isDryRun(JsonNode line) {
    for (JsonNode warning : line.path("warnings")) {
      if (warning.path("text").asText().startsWith("Dry run:")) {
        return true;
      }
    }
    return false;
  }

  boolean isOk() {
    return outcome.equals("ok");
  }

  boolean isSoap() {
    return transport.equals("SOAP");
  }
}
