package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.modern.ModernAnswer;

/**
 * An exchange that waits to be written: without the bytes of its request, of which a line shows
 * nothing.
 *
 * @param exchange the rest of it
 * @param transport how its request was written
 * @param weight about how many bytes it keeps in memory
 */
record LogEntry(Exchange exchange, Transport transport, long weight) {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** What an object takes by itself, texts not counted. */
  private static final int OBJECT = 64;

  static LogEntry of(Exchange exchange) {
    ReceivedRequest whole = exchange.received();
    LegacyAnswer answer = exchange.answer();
    return new LogEntry(
        new Exchange(
            withoutBytes(whole),
            exchange.understood(),
            exchange.legs(),
            answer,
            exchange.answeredAt(),
            exchange.warnings()),
        whole.transport(),
        weight(exchange));
  }

  private static ReceivedRequest withoutBytes(ReceivedRequest whole) {
    return new ReceivedRequest(
        whole.requestId(),
        whole.receivedAt(),
        whole.client(),
        whole.method(),
        "",
        "",
        "",
        "",
        whole.userAgent(),
        NOTHING);
  }

  /** The parameters have no more text than the request that they were read from. */
  private static long weight(Exchange exchange) {
    ReceivedRequest whole = exchange.received();
    long weight = 16L * OBJECT + whole.target().length() + whole.body().remaining();
    weight += exchange.answer().body().remaining();
    for (ModernLeg leg : exchange.legs()) {
      if (leg.reply().answer() instanceof ModernAnswer.Success success) {
        weight += weight(success.output());
      }
    }
    return weight;
  }

  private static long weight(JsonNode node) {
    long weight = (long) OBJECT + (node.isTextual() ? node.textValue().length() : 0);
    for (JsonNode child : node) {
      weight += weight(child);
    }
    return weight;
  }
}
