package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.proxy.admin.AdminPages;
import org.mturkproxy.proxy.admin.AdminServer;
import org.mturkproxy.proxy.admin.Readiness;
import org.mturkproxy.proxy.metrics.Metrics;
import org.mturkproxy.proxy.page.PageStatus;
import org.mturkproxy.proxy.page.TrafficPage;
import org.mturkproxy.proxy.traffic.Watcher;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see: the admin listener and its page, if they are wanted. */
final class Operators {

  /** What is told of the proxy while it runs. */
  interface View {

    Readiness readiness();

    /** The configuration in use, without secrets. */
    String configuration();

    /** Where legacy clients connect; empty while they cannot. */
    Optional<InetSocketAddress> address();

    Optional<InetSocketAddress> tlsAddress();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Operators.class);

  private final ProxyConfig config;
  private final View view;
  private final Clock clock;
  private Optional<TrafficPage> page = Optional.empty();
  private Optional<InetSocketAddress> address = Optional.empty();

  Operators(ProxyConfig config, View view, Clock clock) {
    this.config = config;
    this.view = view;
    this.clock = clock;
  }

  /**
   * Opens the listener.
   *
   * @throws IOException if its address cannot be bound, and was asked for
   */
  void start(EventLoops loops, Metrics metrics, OpenParts parts) throws IOException {
    if (config.admin().isEmpty()) {
      return;
    }
    AdminConfig admin = config.admin().get();
    AdminPages pages = new AdminPages(view::readiness, metrics, view::configuration);
    Optional<TrafficPage> wanted =
        admin.page() ? Optional.of(parts.add(trafficPage())) : Optional.empty();
    try {
      AdminServer server =
          parts.add(AdminServer.start(admin, loops, wanted.map(pages::with).orElse(pages)));
      address = Optional.of(server.address());
      page = wanted;
    } catch (IOException e) {
      if (admin.required()) {
        throw e;
      }
      LOG.warn("no /readyz and /metrics: {}; write admin.port, or admin: off", e.getMessage());
    }
  }

  private TrafficPage trafficPage() {
    TrafficLogConfig.Sinks sinks = config.trafficLog().sinks();
    return new TrafficPage(
        sinks.store().map(TrafficLogConfig.Store::path),
        sinks.any(),
        LegacyOperations.catalogue(),
        clock,
        this::status);
  }

  private PageStatus status() {
    Environment environment = Environment.of(config.upstream().target());
    return new PageStatus(
        view.readiness().name().toLowerCase(Locale.ROOT),
        environment.word(),
        environment.production(),
        view.address().map(where -> Announcement.url("http", where)),
        view.tlsAddress().map(where -> Announcement.url("https", where)));
  }

  /** Where they connect, unless that is off or could not be had. */
  Optional<InetSocketAddress> address() {
    return address;
  }

  /** Who wants to see each call that is logged. */
  Optional<Watcher> watcher() {
    return page.map(Watcher.class::cast);
  }
}
