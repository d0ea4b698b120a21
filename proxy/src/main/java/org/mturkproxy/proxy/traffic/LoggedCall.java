package org.mturkproxy.proxy.traffic;

import java.util.Optional;
import org.mturkproxy.translator.exchange.Exchange;

/** A call, ready to be written: redacted. */
final class LoggedCall {

  private final LogEntry entry;
  private final Optional<String> caller;
  private final byte[] line;

  /**
   * Makes one.
   *
   * @param entry what it was made from; only what no client chooses may be taken from it
   * @param caller the key, if known
   * @param line its JSON, UTF-8, with the end of the line; nobody writes to it
   */
  LoggedCall(LogEntry entry, Optional<String> caller, byte[] line) {
    this.entry = entry;
    this.caller = caller;
    this.line = line;
  }

  LogEntry entry() {
    return entry;
  }

  Optional<String> caller() {
    return caller;
  }

  byte[] line() {
    return line;
  }

  /** What is counted of it. */
  CallRow row() {
    Exchange exchange = entry.exchange();
    return new CallRow(
        exchange.received().receivedAt(),
        caller.orElse("-"),
        entry.transport().name(),
        exchange.understood().operation().map(ExchangeLine::cut).orElse("-"),
        CallSummary.modern(exchange),
        CallSummary.outcome(exchange),
        exchange.answer().errorCode(),
        CallSummary.calls(exchange),
        CallSummary.micros(exchange));
  }
}
