package org.mturkproxy.proxy.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.mturkproxy.translator.exchange.Exchange;

/** What is measured, in the text format of Prometheus. Names begin with {@code mturkproxy_}. */
public final class Metrics implements AutoCloseable {

  /** The media type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The registry knows what counts only weakly. */
  private final List<LongSupplier> counted = new ArrayList<>();

  /** Begins with what the process itself uses: heap, buffers, descriptors, time. */
  public static Metrics start() {
    Metrics metrics = new Metrics();
    new JvmMemoryMetrics().bindTo(metrics.registry);
    new FileDescriptorMetrics().bindTo(metrics.registry);
    new UptimeMetrics().bindTo(metrics.registry);
    if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider buffers) {
      metrics.gauge(
          "mturkproxy.buffers.direct.bytes",
          "Memory outside of the heap that Netty holds",
          () -> buffers.metric().usedDirectMemory());
    }
    return metrics;
  }

  /**
   * Measures calls; cheap enough for an event loop.
   *
   * @param operations the name of a known operation as it is declared; nothing for an unknown one,
   *     for clients could make any number of those
   */
  public Consumer<Exchange> calls(Function<String, Optional<String>> operations) {
    return new CallMeters(registry, operations);
  }

  /** Shows a value that goes up and down. */
  public Metrics gauge(String name, String help, LongSupplier value) {
    Gauge.builder(name, () -> value.getAsLong()).description(help).register(registry);
    return this;
  }

  /** Shows a value that only grows. */
  public Metrics counter(String name, String help, LongSupplier value) {
    counted.add(value);
    FunctionCounter.builder(name, value, LongSupplier::getAsLong)
        .description(help)
        .register(registry);
    return this;
  }

  /** All values of this moment. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
