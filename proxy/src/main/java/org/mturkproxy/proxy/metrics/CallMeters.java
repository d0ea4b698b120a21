package org.mturkproxy.proxy.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.modern.ModernAnswer;

/**
 * Counts and times legacy calls and the modern calls made for them. A meter is looked up in a map
 * of our own, because the registry would build a name and sort tags each time.
 */
final class CallMeters implements Consumer<Exchange> {

  /** Modern calls of clients; which they are is told with the upstream calls. */
  private static final String PASSED = "modern";

  private record Labels(String operation, String outcome) {}

  /** Fast answers of the own marketplace, and slow ones up to the budget of 50 seconds. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(20),
    Duration.ofSeconds(50)
  };

  private final MeterRegistry registry;
  private final Function<String, Optional<String>> operations;
  private final Map<Labels, Timer> legacy = new ConcurrentHashMap<>();
  private final Map<Labels, Timer> modern = new ConcurrentHashMap<>();
  private final Map<String, Counter> retries = new ConcurrentHashMap<>();

  CallMeters(MeterRegistry registry, Function<String, Optional<String>> operations) {
    this.registry = registry;
    this.operations = operations;
  }

  @Override
  public void accept(Exchange exchange) {
    boolean isModern = exchange.received().transport() == Transport.MODERN;
    String operation =
        isModern ? PASSED : exchange.understood().operation().flatMap(operations).orElse("unknown");
    legacy
        .computeIfAbsent(new Labels(operation, outcome(exchange)), this::legacyTimer)
        .record(Duration.between(exchange.received().receivedAt(), exchange.answeredAt()));
    for (ModernLeg leg : exchange.legs()) {
      String called = leg.call().operation();
      modern
          .computeIfAbsent(new Labels(called, outcome(leg.reply().answer())), this::modernTimer)
          .record(leg.took());
      if (leg.reply().attempts() > 1) {
        retries.computeIfAbsent(called, this::retryCounter).increment(leg.reply().attempts() - 1.0);
      }
    }
  }

  private static String outcome(Exchange exchange) {
    if (exchange.answer().status() >= 500) {
      return "unavailable";
    }
    return exchange.answer().errorCode().isPresent() ? "error" : "ok";
  }

  private static String outcome(ModernAnswer answer) {
    if (answer instanceof ModernAnswer.Success) {
      return "ok";
    }
    if (answer instanceof ModernAnswer.Refused) {
      return "refused";
    }
    return answer instanceof ModernAnswer.NotExecuted ? "not_executed" : "unknown";
  }

  private Timer legacyTimer(Labels labels) {
    return timer("mturkproxy.calls", "Legacy calls, until their answer was ready", labels);
  }

  private Timer modernTimer(Labels labels) {
    return timer("mturkproxy.upstream.calls", "Modern calls, own repetitions included", labels);
  }

  private Timer timer(String name, String help, Labels labels) {
    return Timer.builder(name)
        .description(help)
        .tag("operation", labels.operation())
        .tag("outcome", labels.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter retryCounter(String operation) {
    return Counter.builder("mturkproxy.upstream.retries")
        .description("Attempts of modern calls beyond their first")
        .tag("operation", operation)
        .register(registry);
  }
}
