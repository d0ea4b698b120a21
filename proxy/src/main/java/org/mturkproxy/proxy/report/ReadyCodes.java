package org.mturkproxy.proxy.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.proxy.explain.Explainer;
import org.mturkproxy.proxy.explain.Explanation;
import org.mturkproxy.proxy.explain.LegacyInput;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;
import org.mturkproxy.proxy.traffic.LoggedCalls;
import org.mturkproxy.translator.catalogue.Catalogue;

/** Has the newest call of each caller and operation explained: the newest that went well. */
final class ReadyCodes {

  /** No code for anything. */
  static final ReadyCodes NONE = new ReadyCodes(SnippetFormat.BOTO3);

  private final Map<Usage.Key, JsonNode> newest = new HashMap<>();
  private final SnippetFormat format;

  private ReadyCodes(SnippetFormat format) {
    this.format = format;
  }

  /**
   * Looks through a log, for operations that there are.
   *
   * @throws IOException if it cannot be read, for the user to read
   */
  static ReadyCodes of(LoggedCalls log, Catalogue catalogue, SnippetFormat format)
      throws IOException {
    ReadyCodes codes = new ReadyCodes(format);
    log.newest(operation -> catalogue.find(operation).isPresent(), codes::keep);
    return codes;
  }

  private void keep(JsonNode call) {
    Usage.Key key =
        new Usage.Key(
            call.path("caller").asText("-"),
            call.path("operation").asText("-"),
            /* modern= */ false);
    newest.merge(key, call, (known, other) -> isOk(known) && !isOk(other) ? known : other);
  }

  private static boolean isOk(JsonNode call) {
    return call.path("outcome").asText().equals("ok");
  }

  SnippetFormat format() {
    return format;
  }

  /** The code for what a caller does with an operation; empty where no call is known. */
  Optional<ReadyCode> of(Usage.Key key) {
    return Optional.ofNullable(newest.get(key)).map(this::explained);
  }

  private ReadyCode explained(JsonNode call) {
    String id = call.path("requestId").asText();
    JsonNode given = call.path("requests");
    if (given.isEmpty()) {
      return new ReadyCode(id, "", "its parameters were not read");
    }
    ObjectNode asked = call.deepCopy();
    asked.remove(List.of("modern", "answer"));
    Explanation explanation = new Explainer().explain(LegacyInput.read(asked.toString()));
    if (explanation.refusal().isPresent()) {
      Explanation.Refusal refusal = explanation.refusal().get();
      return new ReadyCode(id, "", refusal.code() + ": " + refusal.message());
    }
    return explanation.calls().isEmpty()
        ? new ReadyCode(id, "", "nothing is called")
        : new ReadyCode(id, format.write(explanation, Optional.empty()), "");
  }
}
