package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.ClientCertificates;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.ServerCertificate;
import org.mturkproxy.config.TlsConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.certificates.TestAuthority;
import org.mturkproxy.proxy.server.RawConnection;

/**
 * A proxy between a failing upstream and clients of every kind, while its configuration is read
 * again and again, holds in the end what it held after its first seconds. One minute; an hour with
 * {@code -Dmturkproxy.soak.seconds=3600}.
 */
class SoakTest {

  private static final int SECONDS = Integer.getInteger("mturkproxy.soak.seconds", 60);
  private static final int CLIENTS = 12;
  private static final int UPSTREAM_CONNECTIONS = 8;

  /** Every kind of visit, many times, so that all that is made once has been made. */
  private static final int WARM_UP = 400;

  private static final Pattern CONNECTIONS =
      Pattern.compile("(?m)^mturkproxy_connections (?:\\{\\} )?([0-9.]+)");

  private final AtomicInteger visits = new AtomicInteger();

  @Test
  void holdsInTheEndWhatItHeldInTheBeginning(@TempDir Path directory) throws Exception {
    try (TestAuthority authority = new TestAuthority();
        FaultyUpstream upstream = new FaultyUpstream()) {
      ServerCertificate certificate = authority.issue("localhost", "localhost", "127.0.0.1");
      ProxyConfig config = config(upstream, certificate, directory);
      try (ProxyRuntime proxy =
          ProxyRuntime.start(LoadedConfig.of(config), Clock.systemUTC(), exchange -> {})) {
        SoakClients clients = new SoakClients(proxy, authority.sockets());
        run(clients, proxy, config, () -> visits.get() < WARM_UP);
        Footprint before = quiet(proxy);

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        run(clients, proxy, config, () -> System.nanoTime() - end < 0);
        Footprint after = quiet(proxy);

        System.out.printf(
            "%d visits, %d modern calls, %s%nbefore: %s%nafter:  %s%n",
            visits.get(), upstream.calls(), clients.outcomes(), before, after);
        assertEquals(List.of(), List.copyOf(clients.unexpected()));
        for (String kind : List.of("read", "list", "write")) {
          assertTrue(clients.outcomes().containsKey(kind + ": True"), clients.outcomes()::toString);
        }
        after.assertNotAbove(before);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"125, 0, 0", "0, 17000000, 0", "0, 0, 17000000"})
  void moreThanTheToleranceFails(long descriptors, long direct, long heap) {
    Footprint before = new Footprint(100, 1, 1);
    before.assertNotAbove(before);
    Footprint after = new Footprint(100 + descriptors, 1 + direct, 1 + heap);
    assertThrows(AssertionError.class, () -> after.assertNotAbove(before));
  }

  private interface Condition {

    boolean holds();
  }

  private void run(SoakClients clients, ProxyRuntime proxy, ProxyConfig config, Condition goesOn)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      running.add(
          threads.submit(
              () -> {
                while (goesOn.holds()) {
                  int number = visits.incrementAndGet();
                  clients.visit(number);
                  if (number % 50 == 0) {
                    assertEquals(List.of(), proxy.reload(LoadedConfig.of(other(config, number))));
                  }
                }
                return null;
              }));
    }
    threads.shutdown();
    for (Future<?> each : running) {
      each.get();
    }
  }

  /** Other limits, and the other key comes or goes. */
  private static ProxyConfig other(ProxyConfig config, int number) {
    ListenConfig listen = config.listen();
    return config
        .edit()
        .listen(
            new ListenConfig(
                listen.host(),
                listen.port(),
                300_000 + number % 7,
                300_000,
                listen.publicUrl(),
                listen.limits(),
                listen.tls()))
        .keys(number % 100 == 0 ? List.of(key(SoakClients.KEY), key("OTHER")) : config.keys())
        .build();
  }

  /** What is held when no client is connected any more. */
  private static Footprint quiet(ProxyRuntime proxy) throws Exception {
    long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (connections(proxy) > 0) {
      assertTrue(System.nanoTime() - patience < 0, "clients have gone, and connections stay");
      Thread.onSpinWait();
    }
    return Footprint.now();
  }

  private static double connections(ProxyRuntime proxy) throws Exception {
    try (RawConnection client = new RawConnection(proxy.adminAddress().orElseThrow().getPort())) {
      client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Matcher matcher = CONNECTIONS.matcher(client.answer()[1]);
      assertTrue(matcher.find());
      return Double.parseDouble(matcher.group(1));
    }
  }

  private static KeyConfig key(String id) {
    return new KeyConfig(
        id,
        new Secret(SoakClients.SECRET),
        new UpstreamCredentials.SameKey(),
        new KeyRules(CallLimits.DEFAULT),
        Optional.empty());
  }

  private static ProxyConfig config(
      FaultyUpstream upstream, ServerCertificate certificate, Path directory) {
    TlsConfig tls =
        new TlsConfig(
            "127.0.0.1",
            0,
            List.of(certificate),
            List.of("TLSv1.3", "TLSv1.2"),
            ClientCertificates.NONE,
            List.of());
    return new ProxyConfig(
            new ListenConfig("127.0.0.1", 0, 300_000, 300_000).withTls(tls),
            new UpstreamConfig(
                new UpstreamTarget.Address(upstream.uri()),
                Defaults.UPSTREAM.region(),
                Defaults.UPSTREAM.service(),
                Defaults.UPSTREAM.connectTimeout(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                UPSTREAM_CONNECTIONS),
            List.of(key(SoakClients.KEY)),
            new TrafficLogConfig.File(directory.resolve("traffic.jsonl")),
            new MarketplaceConfig(Optional.empty(), BigDecimal.ONE, false, false))
        .edit()
        .admin(Optional.of(new AdminConfig("127.0.0.1", 0, Set.of(), true)))
        .build();
  }
}
