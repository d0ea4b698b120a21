package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.mturkproxy.config.TrafficLogConfig.WhenSlow;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * Measures what the traffic log costs in processor time per translated call: off, as JSON lines, in
 * the store. Three proxies with marketplaces in memory stand side by side in this process and are
 * called in turns, so that whatever else the machine does meets all alike. The time is that of the
 * whole process, marketplace and log included, but for the client's thread.
 *
 * <p>Arguments: calls of each turn (2000 if absent), and turns (8).
 */
public final class TrafficLogCost {

  private static final String OPERATION = "GetAccountBalance";

  private final String name;
  private final ProxyRuntime proxy;
  private final RawClient client;
  private long nanos;

  private TrafficLogCost(String name, TrafficLogConfig log) throws IOException {
    this.name = name;
    this.proxy = ProxyRuntime.start(LoadedConfig.of(config(log)), Clock.systemUTC(), call -> {});
    this.client =
        new RawClient(
            URI.create("http://127.0.0.1:" + proxy.address().getPort()), MarketplaceSize.ACCOUNT);
  }

  /** Measures in a new directory, and deletes it. */
  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    Path directory = Files.createTempDirectory("traffic-log-cost");
    List<TrafficLogCost> all =
        List.of(
            new TrafficLogCost("off", new TrafficLogConfig.Off()),
            new TrafficLogCost(
                "JSON lines", new TrafficLogConfig.File(directory.resolve("t.jsonl"))),
            new TrafficLogCost("SQLite", store(directory.resolve("t.db"))));
    try {
      for (TrafficLogCost one : all) {
        one.turn(2 * calls);
        one.nanos = 0;
      }
      for (int turn = 0; turn < turns; turn++) {
        for (TrafficLogCost one : all) {
          one.turn(calls);
        }
      }
      for (TrafficLogCost one : all) {
        MarketplaceSize.print(
            "traffic log %s: %.0f µs of processor time per call, %.2f times as much as off",
            one.name, one.nanos / 1e3 / calls / turns, (double) one.nanos / all.get(0).nanos);
      }
    } finally {
      for (TrafficLogCost one : all) {
        one.client.close();
        one.proxy.close();
      }
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private static Sinks store(Path path) {
    return new Sinks(
        Optional.empty(),
        Optional.of(new Store(path, Retention.DEFAULT)),
        false,
        WhenSlow.DROP,
        false,
        Personal.HASH);
  }

  private static ProxyConfig config(TrafficLogConfig log) {
    return new ProxyConfig(
            new ListenConfig("127.0.0.1", 0, 262_144, 262_144),
            Defaults.UPSTREAM,
            List.of(
                new KeyConfig(
                    MarketplaceSize.ACCOUNT.accessKeyId(),
                    MarketplaceSize.ACCOUNT.secret(),
                    new UpstreamCredentials.SameKey())),
            log,
            new MarketplaceConfig(Optional.empty(), BigDecimal.TEN, false, false))
        .edit()
        .build();
  }

  /** Waits until everything is written, so that no turn pays for another. */
  private void turn(int calls) throws IOException, InterruptedException {
    byte[] request = request();
    long before = othersCpu();
    for (int i = 0; i < calls; i++) {
      client.exchange(request);
    }
    Thread.sleep(300);
    nanos += othersCpu() - before;
  }

  private static byte[] request() {
    String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    LegacySecret secret = new LegacySecret(MarketplaceSize.ACCOUNT.secret().reveal());
    String query =
        "Service=AWSMechanicalTurkRequester&Version=2014-08-15&Operation="
            + OPERATION
            + "&AWSAccessKeyId="
            + MarketplaceSize.ACCOUNT.accessKeyId()
            + "&Timestamp="
            + timestamp
            + "&Signature="
            + URLEncoder.encode(
                secret.sign("AWSMechanicalTurkRequester" + OPERATION + timestamp), UTF_8);
    return ("GET /?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(UTF_8);
  }

  private static long othersCpu() {
    long process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return process - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
