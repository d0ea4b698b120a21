package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Structure;

/**
 * Writes an exchange as one JSON object. Field by field: what is not named here is not shown. The
 * request as it came in is never copied, for it holds the signature, and with one Node client the
 * secret itself (clients.md S1.11).
 */
final class ExchangeLine {

  /** The longest text of the client's own making; the real ones are far shorter. */
  private static final int MAX_CLIENT_TEXT = 100;

  private final Environment environment;
  private final Predicate<String> knownKeyId;
  private final Redaction redaction;
  private final AnswerText answers;
  private final ModernAnswerText modernAnswers;

  /**
   * Prepares lines.
   *
   * @param environment what calls are shown as calls to
   * @param knownKeyId tells the ids of the configured keys. Any other is not shown: a client that
   *     mixes up id and secret sends its secret there
   * @param redaction sees to values
   */
  ExchangeLine(Environment environment, Predicate<String> knownKeyId, Redaction redaction) {
    this.environment = environment;
    this.knownKeyId = knownKeyId;
    this.redaction = redaction;
    this.answers = new AnswerText(redaction);
    this.modernAnswers = new ModernAnswerText(redaction);
  }

  /** Writes the object, without the end of the line. */
  void write(JsonGenerator json, LogEntry entry) throws IOException {
    Exchange exchange = entry.exchange();
    json.writeStartObject();
    writeReceived(json, exchange.received());
    json.writeStringField("transport", entry.transport().name());
    writeEnvironment(json);
    writeUnderstood(json, exchange.understood());
    json.writeArrayFieldStart("modern");
    for (ModernLeg leg : exchange.legs()) {
      writeLeg(json, leg);
    }
    json.writeEndArray();
    writeWarnings(json, exchange);
    json.writeNumberField("status", exchange.answer().status());
    json.writeStringField("outcome", CallSummary.outcome(exchange));
    writeIfThere(json, "error", exchange.answer().errorCode());
    json.writeNumberField("calls", CallSummary.calls(exchange));
    json.writeNumberField("retries", CallSummary.retries(exchange));
    json.writeNumberField("micros", CallSummary.micros(exchange));
    writeAnswerToTheClient(json, entry);
    json.writeEndObject();
  }

  private void writeAnswerToTheClient(JsonGenerator json, LogEntry entry) throws IOException {
    String body = entry.exchange().answer().xml();
    json.writeStringField(
        "answer",
        entry.transport() == Transport.MODERN
            ? modernAnswers.redacted(body)
            : answers.redacted(body));
  }

  private static void writeReceived(JsonGenerator json, ReceivedRequest request)
      throws IOException {
    json.writeStringField("time", request.receivedAt().toString());
    json.writeStringField("requestId", request.requestId());
    json.writeStringField("client", request.client());
    json.writeStringField("method", cut(request.method()));
    json.writeStringField("userAgent", cut(request.userAgent()));
  }

  private void writeEnvironment(JsonGenerator json) throws IOException {
    json.writeStringField("environment", environment.word());
    if (environment.production()) {
      json.writeBooleanField("production", true);
    }
  }

  private void writeUnderstood(JsonGenerator json, Understood understood) throws IOException {
    writeIfThere(json, "caller", caller(understood));
    writeIfThere(json, "operation", understood.operation().map(ExchangeLine::cut));
    writeIfThere(json, "version", understood.version().map(ExchangeLine::cut));
    json.writeArrayFieldStart("requests");
    for (Structure parameters : understood.requests()) {
      redaction.write(json, parameters);
    }
    json.writeEndArray();
  }

  /** The key of a caller, if it is one of ours. */
  Optional<String> caller(Understood understood) {
    return understood.accessKeyId().map(id -> knownKeyId.test(id) ? id : "unknown");
  }

  private void writeLeg(JsonGenerator json, ModernLeg leg) throws IOException {
    json.writeStartObject();
    json.writeStringField("operation", leg.call().operation());
    json.writeFieldName("body");
    redaction.write(json, leg.call().input());
    json.writeNumberField("attempts", leg.reply().attempts());
    writeAnswer(json, leg.reply().answer());
    json.writeNumberField("afterMicros", micros(leg.after()));
    json.writeNumberField("micros", micros(leg.took()));
    json.writeEndObject();
  }

  private void writeAnswer(JsonGenerator json, ModernAnswer answer) throws IOException {
    if (answer instanceof ModernAnswer.Success success) {
      json.writeStringField("outcome", "success");
      json.writeFieldName("answer");
      redaction.write(json, "", success.output());
    } else if (answer instanceof ModernAnswer.Refused refused) {
      writeError(json, "refused", refused.type(), refused.message());
      writeIfThere(json, "turkErrorCode", refused.turkErrorCode());
    } else if (answer instanceof ModernAnswer.NotExecuted refused) {
      writeError(json, "notExecuted", refused.type(), refused.message());
    } else if (answer instanceof ModernAnswer.Unknown unknown) {
      writeError(json, "unknown", unknown.type(), unknown.message());
    }
  }

  /**
   * AWS repeats in the text of a signature error what it expected to be signed, a session token
   * included, or the {@code Authorization} header itself: such a text is left out.
   */
  private void writeError(JsonGenerator json, String outcome, String type, String message)
      throws IOException {
    json.writeStringField("outcome", outcome);
    json.writeStringField("type", type);
    if (!type.contains("Signature")) {
      json.writeStringField("message", redaction.message(message));
    }
  }

  private void writeWarnings(JsonGenerator json, Exchange exchange) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (Warning warning : exchange.warnings()) {
      json.writeStartObject();
      json.writeStringField("parameter", cut(warning.parameter()));
      json.writeStringField("text", redaction.message(warning.text()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeIfThere(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  static String cut(String text) {
    return text.length() > MAX_CLIENT_TEXT ? text.substring(0, MAX_CLIENT_TEXT) + "…" : text;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
