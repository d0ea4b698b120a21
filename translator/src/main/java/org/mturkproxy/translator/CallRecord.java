package org.mturkproxy.translator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.execution.Execution;

/**
 * What is known of a call so far. It grows step by step, so that a refusal at any step leaves a
 * true record. Requests of a batch may warn from several threads.
 */
final class CallRecord {

  private final ReceivedRequest received;
  private final List<Warning> warnings = new ArrayList<>(0);
  private final Map<String, String> headers = new LinkedHashMap<>(0);
  private Understood understood = Understood.NOTHING;

  CallRecord(ReceivedRequest received) {
    this.received = received;
  }

  Understood understood() {
    return understood;
  }

  void understood(Understood more) {
    understood = more;
  }

  /** The operation's name, or an empty one while none is known. */
  String operation() {
    return understood.operation().orElse("");
  }

  void warn(String text) {
    warn(List.of(new Warning(operation(), text)));
  }

  synchronized void warn(List<Warning> more) {
    warnings.addAll(more);
  }

  /** The answer will have this header line. */
  void header(String name, String value) {
    headers.put(name, value);
  }

  /** The whole exchange, at its end. */
  synchronized Exchange exchange(LegacyAnswer answer, Optional<Execution> execution, Instant end) {
    execution.ifPresent(this::warnOf);
    LegacyAnswer told =
        headers.isEmpty()
            ? answer
            : new LegacyAnswer(answer.status(), answer.errorCode(), headers, answer.body());
    return new Exchange(
        received,
        understood,
        execution.map(Execution::legs).orElse(List.of()),
        told,
        end,
        List.copyOf(warnings));
  }

  private void warnOf(Execution execution) {
    if (execution.unrecorded() > 0) {
      warn(execution.unrecorded() + " more modern calls were made, which are not in this record.");
    }
    execution.warnings().forEach(this::warn);
  }
}
