package org.mturkproxy.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.ListsConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Warning;

/**
 * A proxy that counts: prints its port, serves until its input ends, then prints what it took.
 *
 * <p>Arguments: the marketplace's directory; bytes and seconds for lists.
 */
public final class MeasuredProxy {

  private static final Pattern MORE = Pattern.compile("^(\\d+) more modern calls");

  /** Before the port, on a line of its own. */
  static final String PORT = "port ";

  private MeasuredProxy() {}

  public static void main(String[] arguments) throws Exception {
    AtomicLong calls = new AtomicLong();
    ProxyConfig config =
        config(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    try (ProxyRuntime proxy =
        ProxyRuntime.start(
            LoadedConfig.of(config),
            Clock.systemUTC(),
            exchange -> calls.addAndGet(of(exchange)))) {
      System.out.println(PORT + proxy.address().getPort());
      while (System.in.read() >= 0) {
        // Until the input ends.
      }
      report(calls.get());
    }
  }

  private static ProxyConfig config(Path data, int bytes, long seconds) {
    return new ProxyConfig(
            new ListenConfig("127.0.0.1", 0, 262_144, 262_144),
            Defaults.UPSTREAM,
            List.of(
                new KeyConfig(
                    MarketplaceSize.ACCOUNT.accessKeyId(),
                    MarketplaceSize.ACCOUNT.secret(),
                    new UpstreamCredentials.SameKey())),
            new TrafficLogConfig.File(data.resolve("traffic.jsonl")),
            new MarketplaceConfig(Optional.of(data), BigDecimal.TEN, false, false))
        .edit()
        .lists(new ListsConfig(Duration.ofSeconds(seconds), bytes))
        .build();
  }

  private static long of(Exchange exchange) {
    long calls = exchange.legs().size();
    for (Warning warning : exchange.warnings()) {
      Matcher more = MORE.matcher(warning.text());
      if (more.find()) {
        calls += Long.parseLong(more.group(1));
      }
    }
    return calls;
  }

  private static void report(long calls) throws Exception {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    MarketplaceSize.print(
        "modern calls: %,d; heap: %,d KB in use, %,d KB at most of %,d; resident %s",
        calls,
        (runtime.totalMemory() - runtime.freeMemory()) >> 10,
        peak >> 10,
        runtime.maxMemory() >> 10,
        MarketplaceSize.resident());
  }
}
