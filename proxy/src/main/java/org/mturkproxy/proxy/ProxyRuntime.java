package org.mturkproxy.proxy;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.admin.AdminPages;
import org.mturkproxy.proxy.admin.AdminServer;
import org.mturkproxy.proxy.admin.Readiness;
import org.mturkproxy.proxy.guard.Guards;
import org.mturkproxy.proxy.metrics.Metrics;
import org.mturkproxy.proxy.passthrough.ModernCaller;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.proxy.passthrough.PassThrough;
import org.mturkproxy.proxy.policy.Policies;
import org.mturkproxy.proxy.repeats.AbandonedCalls;
import org.mturkproxy.proxy.server.Deliveries;
import org.mturkproxy.proxy.server.ProxyServer;
import org.mturkproxy.proxy.server.Recorder;
import org.mturkproxy.proxy.settings.Change;
import org.mturkproxy.proxy.settings.ConfigSummary;
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
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole proxy, put together: upstream, translator, traffic log, server. Started in this order,
 * closed in the reverse one.
 */
public final class ProxyRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProxyRuntime.class);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  /** What the sockets, the upstream and the log were opened with. */
  private final ProxyConfig config;

  /** What holds now. */
  private volatile LoadedConfig inUse;

  private volatile Map<String, Requester> requesters = Map.of();
  private volatile Map<String, ModernCaller> modernCallers = Map.of();
  private Consumer<ProxyConfig> embeddedReload = next -> {};
  private UpstreamClient client;
  private Guards guards;
  private ProxyServer server;
  private final Clock clock;
  private volatile Readiness readiness = Readiness.STARTING;
  private InetSocketAddress address;
  private Optional<InetSocketAddress> adminAddress = Optional.empty();

  private ProxyRuntime(LoadedConfig loaded, Clock clock) {
    this.inUse = loaded;
    this.config = loaded.config();
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
  public static ProxyRuntime start(LoadedConfig loaded, Clock clock, Consumer<Exchange> observer)
      throws IOException {
    AbandonedCalls abandoned = AbandonedCalls.within(Runtime.getRuntime().maxMemory(), clock);
    return start(
        loaded,
        clock,
        EmbeddedUpstream::marketplace,
        (requesters, errands) -> {
          LegacyTranslator translator =
              new LegacyTranslator(
                  requesters,
                  clock,
                  ProxyRuntime::report,
                  errands,
                  TranslatorOptions.of(loaded.config()).with(abandoned));
          errands.carriedOnBy(translator);
          return translator;
        },
        observer,
        abandoned);
  }

  /**
   * Starts with parts of the caller's choice.
   *
   * @throws IOException when an address cannot be bound or a file not be opened; nothing is left
   *     running then
   */
  static ProxyRuntime start(
      LoadedConfig loaded,
      Clock clock,
      EmbeddedUpstream.Starter embedded,
      BiFunction<Requesters, DurableErrands, Translator> translators,
      Consumer<Exchange> observer)
      throws IOException {
    return start(loaded, clock, embedded, translators, observer, Deliveries.NOBODY);
  }

  private static ProxyRuntime start(
      LoadedConfig loaded,
      Clock clock,
      EmbeddedUpstream.Starter embedded,
      BiFunction<Requesters, DurableErrands, Translator> translators,
      Consumer<Exchange> observer,
      Deliveries deliveries)
      throws IOException {
    ProxyRuntime runtime = new ProxyRuntime(loaded, clock);
    try {
      runtime.startAll(embedded, translators, observer, deliveries);
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
      Consumer<Exchange> observer,
      Deliveries deliveries)
      throws IOException {
    Environment environment = Environment.of(config.upstream().target());
    Endpoint endpoint = endpoint(embedded);
    EventLoops loops = opened(EventLoops.start(Runtime.getRuntime().availableProcessors()));
    State state = opened(State.open(config.marketplace().data(), loops));
    client = opened(UpstreamClient.open(endpoint, config.upstream(), loops, clock));
    guards = new Guards(loops, System::nanoTime);
    requesters = requesters(config);
    modernCallers = ModernCaller.of(config.keys(), requesters);
    Requesters byKey = accessKeyId -> Optional.ofNullable(requesters.get(accessKeyId));
    Translator translator = translators.apply(byKey, opened(errands(state, loops)));
    TrafficLog log =
        opened(
            TrafficLog.open(
                config.trafficLog(), environment, id -> byKey.find(id).isPresent(), clock));
    Metrics metrics = opened(Metrics.start());
    Consumer<Exchange> watchers = metrics.calls(knownOperations()).andThen(observer);
    Recorder recorder =
        exchange -> {
          watchers.accept(exchange);
          return log.record(exchange);
        };
    startAdmin(loops, metrics);
    ModernCalls modern =
        new PassThrough(id -> Optional.ofNullable(modernCallers.get(id)), translator, clock);
    server =
        ProxyServer.recording(
            config.listen(), loops, translator, modern, recorder, clock, deliveries);
    opened(() -> server.close(inUse.config().shutdown().grace()));
    measure(metrics, log);
    address = server.address();
    announce(environment, endpoint);
    readiness = Readiness.READY;
  }

  /** Before the server, and closed after it: it tells that calls are being finished. */
  private void startAdmin(EventLoops loops, Metrics metrics) throws IOException {
    if (config.admin().isEmpty()) {
      return;
    }
    AdminConfig admin = config.admin().get();
    AdminPages pages =
        new AdminPages(() -> readiness, metrics, () -> new ConfigSummary(inUse).text());
    try {
      AdminServer server = opened(AdminServer.start(admin, loops, pages));
      adminAddress = Optional.of(server.address());
    } catch (IOException e) {
      if (admin.required()) {
        throw e;
      }
      LOG.warn("no /readyz and /metrics: {}; write admin.port, or admin: off", e.getMessage());
    }
  }

  private static Function<String, Optional<String>> knownOperations() {
    Catalogue catalogue = LegacyOperations.catalogue();
    return name -> catalogue.find(name).map(Operation::name);
  }

  private void measure(Metrics metrics, TrafficLog log) {
    metrics
        .gauge("mturkproxy.connections", "Connections of clients", server::connections)
        .gauge(
            "mturkproxy.requests.bytes",
            "Memory of requests that are unfinished or being answered",
            server::requestBytes)
        .gauge(
            "mturkproxy.upstream.connections.used",
            "Upstream connections that carry a call",
            client::connectionsInUse)
        .gauge(
            "mturkproxy.upstream.calls.waiting",
            "Modern calls that wait for a connection",
            () -> client.callsWaiting() + guards.waiting())
        .gauge("mturkproxy.log.queued", "Calls that wait to be logged", log::queued)
        .counter("mturkproxy.log.lost", "Calls that could not be logged", log::lost);
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
    embeddedReload = upstream.reload();
    return Endpoint.of(upstream.uri());
  }

  private DurableErrands errands(State state, EventLoops loops) {
    return new DurableErrands(
        state,
        key -> Optional.ofNullable(UpstreamAccounts.of(inUse.config()).get(key)),
        (pause, task) -> loops.current().schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS),
        clock);
  }

  private Map<String, Requester> requesters(ProxyConfig from) {
    Policies policies = new Policies(from);
    boolean sandbox = from.upstream().target() instanceof UpstreamTarget.Sandbox;
    return from.keys().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                KeyConfig::id,
                key ->
                    new Requester(
                        key.id(),
                        new LegacySecret(key.secret().reveal()),
                        guards.around(
                            client.forKey(key), TranslatorOptions.credential(key), key.rules()),
                        TranslatorOptions.credential(key),
                        sandbox,
                        TranslatorOptions.permissions(key, from.upstream().target()),
                        policies.of(key.id()))));
  }

  /**
   * Goes on with another configuration: other keys, certificates and limits. Calls under way keep
   * what they began with.
   *
   * @return the settings that hold only after a restart
   * @throws IllegalArgumentException if it cannot be used; the old one stays then
   */
  public synchronized List<String> reload(LoadedConfig next) {
    Change change = Change.of(inUse, next);
    ProxyConfig now = change.inUse().config();
    Map<String, Requester> others = requesters(now);
    Map<String, ModernCaller> otherModern = ModernCaller.of(now.keys(), others);
    embeddedReload.accept(now);
    server.reload(now.listen());
    requesters = others;
    modernCallers = otherModern;
    inUse = change.inUse();
    return change.needRestart();
  }

  private void announce(Environment environment, Endpoint endpoint) {
    adminAddress.ifPresent(admin -> LOG.info("operators: http://{}/", text(admin)));
    LOG.info("legacy clients: http://{}/", text(address));
    if (!address.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "others than this machine can connect to it unencrypted: let listen.host be 127.0.0.1,"
              + " and listen.tls.host theirs");
    }
    tlsAddress().ifPresent(tls -> LOG.info("the same with TLS: https://{}/", text(tls)));
    if (environment.production()) {
      LOG.warn("****************************************************************");
      LOG.warn("PRODUCTION: calls go to {} and spend REAL MONEY", endpoint);
      LOG.warn("****************************************************************");
    } else {
      LOG.info("upstream: {} at {}", environment.word(), endpoint);
    }
  }

  private static String text(InetSocketAddress address) {
    return NetUtil.toSocketAddressString(address);
  }

  /** Where legacy clients connect. */
  public InetSocketAddress address() {
    return address;
  }

  /** Where legacy clients connect with TLS, if that is configured. */
  public Optional<InetSocketAddress> tlsAddress() {
    return server.tlsAddress();
  }

  /** Where operators look, unless that is off or could not be had. */
  public Optional<InetSocketAddress> adminAddress() {
    return adminAddress;
  }

  private <T extends AutoCloseable> T opened(T part) {
    running.push(part);
    return part;
  }

  private void awaitDelay() {
    try {
      TimeUnit.NANOSECONDS.sleep(inUse.config().shutdown().delay().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says that it is not ready, goes on for the configured delay, lets the calls under way get their
   * answers, then ends everything; what is to be logged is written.
   */
  @Override
  public void close() {
    boolean served = readiness == Readiness.READY;
    readiness = Readiness.STOPPING;
    if (served && !inUse.config().shutdown().delay().isZero()) {
      awaitDelay();
    }
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
