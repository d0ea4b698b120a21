package org.mturkproxy.proxy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.modern.ModernAnswer;

/** Writes an exchange for reading: legacy request, each modern call and answer, legacy answer. */
final class ExchangePrinter {

  private static final String INDENT = "      ";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter PRETTY =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private final PrintWriter out;

  ExchangePrinter(PrintWriter out) {
    this.out = out;
  }

  void print(Exchange exchange) throws IOException {
    legacyRequest(exchange.received());
    for (ModernLeg leg : exchange.legs()) {
      modernLeg(leg);
    }
    head("legacy answer", "HTTP " + exchange.answer().status());
    block(LegacyXml.parse(exchange.answer().xml()).indented());
    for (Warning warning : exchange.warnings()) {
      head("warning", warning.parameter() + ": " + warning.text());
    }
    out.println();
    out.flush();
  }

  private void legacyRequest(ReceivedRequest request) {
    String target = request.target();
    int mark = target.indexOf('?');
    head(
        "legacy request", request.method() + " " + (mark < 0 ? target : target.substring(0, mark)));
    if (mark >= 0) {
      pairs(target.substring(mark + 1));
    }
    pairs(StandardCharsets.UTF_8.decode(request.body()).toString());
  }

  private void pairs(String encoded) {
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        out.printf("%s%-28s %s%n", INDENT, name, name.equals("Signature") ? cut(value) : value);
      }
    }
  }

  private void modernLeg(ModernLeg leg) throws JsonProcessingException {
    head("modern request", "POST /  X-Amz-Target: " + leg.call().target());
    block(pretty(new String(leg.call().body(), StandardCharsets.UTF_8)));
    ModernAnswer answer = leg.reply().answer();
    head("modern answer", word(answer) + " after " + leg.took().toMillis() + " ms");
    block(text(answer));
  }

  private static String word(ModernAnswer answer) {
    if (answer instanceof ModernAnswer.Success) {
      return "success";
    }
    if (answer instanceof ModernAnswer.Refused) {
      return "refused";
    }
    return answer instanceof ModernAnswer.NotExecuted ? "not executed" : "outcome unknown";
  }

  private static String text(ModernAnswer answer) throws JsonProcessingException {
    if (answer instanceof ModernAnswer.Success success) {
      return PRETTY.writeValueAsString(success.output());
    }
    if (answer instanceof ModernAnswer.Refused refused) {
      return refused.type()
          + refused.turkErrorCode().map(code -> " " + code).orElse("")
          + ": "
          + refused.message();
    }
    if (answer instanceof ModernAnswer.NotExecuted notExecuted) {
      return notExecuted.type() + ": " + notExecuted.message();
    }
    ModernAnswer.Unknown unknown = (ModernAnswer.Unknown) answer;
    return unknown.type() + ": " + unknown.message();
  }

  private static String pretty(String json) throws JsonProcessingException {
    return PRETTY.writeValueAsString(MAPPER.readTree(json));
  }

  private void head(String leg, String what) {
    out.printf("  %-16s %s%n", leg, what);
  }

  private void block(String text) {
    text.lines().forEach(line -> out.println(INDENT + line));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Enough to be recognised, not enough to be used. */
  private static String cut(String signature) {
    return signature.substring(0, Math.min(6, signature.length())) + "…";
  }
}
