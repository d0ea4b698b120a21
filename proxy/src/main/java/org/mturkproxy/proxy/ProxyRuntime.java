package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.server.ProxyServer;
import org.mturkproxy.proxy.state.DurableErrands;
import org.mturkproxy.proxy.state.State;
import org.mturkproxy.proxy.traffic.TrafficLog;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.Endpoint;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.proxy.upstream.UpstreamClient;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.authentication.Requesters;
import org.mturkproxy.translator.exchange.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole proxy, put together: upstream, translator, traffic log, server. Started in this order,
 * closed in the reverse one.
 */
public final class ProxyRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProxyRuntime.class);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final ProxyConfig config;
  private final Clock clock;
  private InetSocketAddress address;

  private ProxyRuntime(ProxyConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Starts everything that the configuration asks for.
   *
   * @param observer gets each exchange once it is answered, besides the traffic log; called on an
   *     event loop, so it must be quick
   * @throws IOException when an address cannot be bound or a file not be opened; nothing is left
   *     running then
   */
  public static ProxyRuntime start(ProxyConfig config, Clock clock, Consumer<Exchange> observer)
      throws IOException {
    return start(
        config,
        clock,
        EmbeddedUpstream::marketplace,
        (requesters, errands) -> {
          LegacyTranslator translator =
              new LegacyTranslator(requesters, clock, ProxyRuntime::report, errands);
          errands.carriedOnBy(translator);
          return translator;
        },
        observer);
  }

  /**
   * Starts with parts of the caller's choice.
   *
   * @throws IOException when an address cannot be bound or a file not be opened; nothing is left
   *     running then
   */
  static ProxyRuntime start(
      ProxyConfig config,
      Clock clock,
      EmbeddedUpstream.Starter embedded,
      BiFunction<Requesters, DurableErrands, Translator> translators,
      Consumer<Exchange> observer)
      throws IOException {
    ProxyRuntime runtime = new ProxyRuntime(config, clock);
    try {
      runtime.startAll(embedded, translators, observer);
      return runtime;
    } catch (IOException | RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  /** The client gets no stack trace; the operator does. */
  private static void report(String requestId, Throwable fault) {
    LOG.error("call {} failed inside the proxy", requestId, fault);
  }

  private void startAll(
      EmbeddedUpstream.Starter embedded,
      BiFunction<Requesters, DurableErrands, Translator> translators,
      Consumer<Exchange> observer)
      throws IOException {
    Environment environment = Environment.of(config.upstream().target());
    Endpoint endpoint = endpoint(embedded);
    EventLoops loops = opened(EventLoops.start(Runtime.getRuntime().availableProcessors()));
    State state = opened(State.open(config.marketplace().data(), loops));
    UpstreamClient client = opened(UpstreamClient.open(endpoint, config.upstream(), loops, clock));
    Requesters requesters = requesters(client, environment);
    Translator translator = translators.apply(requesters, opened(errands(state, loops)));
    TrafficLog log =
        opened(
            TrafficLog.open(
                config.trafficLog(), environment, id -> requesters.find(id).isPresent(), clock));
    ProxyServer server =
        opened(ProxyServer.start(config.listen(), loops, translator, log.andThen(observer), clock));
    address = server.address();
    announce(environment, endpoint);
  }

  private Endpoint endpoint(EmbeddedUpstream.Starter embedded) throws IOException {
    UpstreamTarget target = config.upstream().target();
    if (target instanceof UpstreamTarget.Production) {
      return Endpoint.PRODUCTION;
    } else if (target instanceof UpstreamTarget.Sandbox) {
      return Endpoint.SANDBOX;
    } else if (target instanceof UpstreamTarget.Address known) {
      return Endpoint.of(known.uri());
    }
    EmbeddedUpstream upstream = embedded.start(config.marketplace(), config.keys(), clock);
    opened(upstream.running());
    return Endpoint.of(upstream.uri());
  }

  private DurableErrands errands(State state, EventLoops loops) {
    Map<String, String> accounts = UpstreamAccounts.of(config);
    return new DurableErrands(
        state,
        key -> Optional.ofNullable(accounts.get(key)),
        (pause, task) -> loops.current().schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS),
        clock);
  }

  private Requesters requesters(UpstreamClient client, Environment environment) {
    Map<String, Requester> byKey =
        config.keys().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    KeyConfig::id,
                    key ->
                        new Requester(
                            key.id(),
                            new LegacySecret(key.secret().reveal()),
                            client.forKey(key),
                            environment == Environment.SANDBOX)));
    return accessKeyId -> Optional.ofNullable(byKey.get(accessKeyId));
  }

  private void announce(Environment environment, Endpoint endpoint) {
    String host = address.getAddress().getHostAddress();
    LOG.info("legacy clients: http://{}:{}/", host, address.getPort());
    if (!address.getAddress().isLoopbackAddress()) {
      LOG.warn("others than this machine can connect, and nothing is encrypted: put TLS in front");
    }
    if (environment.production()) {
      LOG.warn("****************************************************************");
      LOG.warn("PRODUCTION: calls go to {} and spend REAL MONEY", endpoint);
      LOG.warn("****************************************************************");
    } else {
      LOG.info("upstream: {} at {}", environment.word(), endpoint);
    }
  }

  /** Where legacy clients connect. */
  public InetSocketAddress address() {
    return address;
  }

  private <T extends AutoCloseable> T opened(T part) {
    running.push(part);
    return part;
  }

  /** Lets the calls under way get their answers, then ends everything. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("could not close {}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
