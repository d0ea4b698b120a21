package org.mturkproxy.proxy.traffic;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Warning;

/** What a call came to, in figures. */
final class CallSummary {

  /** How the record of a long list tells of what it leaves out. */
  private static final Pattern MORE = Pattern.compile("^(\\d{1,9}) more modern calls");

  private CallSummary() {}

  /** {@code ok}, {@code error} (a legacy error) or {@code unavailable} (HTTP 503). */
  static String outcome(Exchange exchange) {
    if (exchange.answer().status() == 503) {
      return "unavailable";
    }
    return exchange.answer().errorCode().isPresent() ? "error" : "ok";
  }

  /** The cost: how many modern calls it took, those that the record leaves out too. */
  static long calls(Exchange exchange) {
    long calls = exchange.legs().size();
    for (Warning warning : exchange.warnings()) {
      Matcher more = MORE.matcher(warning.text());
      if (more.find()) {
        calls += Long.parseLong(more.group(1));
      }
    }
    return calls;
  }

  /** How many attempts of modern calls there were beyond the first. */
  static long retries(Exchange exchange) {
    return exchange.legs().stream().mapToLong(leg -> Math.max(0, leg.reply().attempts() - 1)).sum();
  }

  /** Its modern operations, each once. */
  static List<String> modern(Exchange exchange) {
    return exchange.legs().stream().map(leg -> leg.call().operation()).distinct().toList();
  }

  /** From the whole request to the answer. */
  static long micros(Exchange exchange) {
    return Duration.between(exchange.received().receivedAt(), exchange.answeredAt()).toNanos()
        / 1000;
  }
}
