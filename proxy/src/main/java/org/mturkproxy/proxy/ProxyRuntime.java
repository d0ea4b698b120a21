package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.admin.Readiness;
import org.mturkproxy.proxy.guard.Guards;
import org.mturkproxy.proxy.metrics.Metrics;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.proxy.passthrough.PassThrough;
import org.mturkproxy.proxy.repeats.AbandonedCalls;
import org.mturkproxy.proxy.server.Deliveries;
import org.mturkproxy.proxy.server.ProxyServer;
import org.mturkproxy.proxy.server.Recorder;
import org.mturkproxy.proxy.settings.Change;
import org.mturkproxy.proxy.settings.ConfigSummary;
import org.mturkproxy.proxy.spend.SpendGuard;
import org.mturkproxy.proxy.state.DurableErrands;
import org.mturkproxy.proxy.state.SpendLedger;
import org.mturkproxy.proxy.state.State;
import org.mturkproxy.proxy.traffic.TrafficLog;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.Endpoint;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.proxy.upstream.UpstreamClient;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.Translator;
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

  private final OpenParts parts = new OpenParts();

  /** What the sockets, the upstream and the log were opened with. */
  private final ProxyConfig config;

  /** What holds now. */
  private volatile LoadedConfig inUse;

  private Consumer<ProxyConfig> embeddedReload = next -> {};
  private UpstreamClient client;
  private Guards guards;
  private Callers callers;
  private ProxyServer server;
  private final Operators operators;
  private final Clock clock;
  private volatile Readiness readiness = Readiness.STARTING;

  private ProxyRuntime(LoadedConfig loaded, Clock clock) {
    this.inUse = loaded;
    this.config = loaded.config();
    this.clock = clock;
    this.operators = new Operators(config, new RuntimeView(), clock);
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
    Endpoint endpoint = endpoint(embedded);
    EventLoops loops = parts.add(EventLoops.start(Runtime.getRuntime().availableProcessors()));
    State state = parts.add(State.open(config.marketplace().data(), loops));
    client = parts.add(UpstreamClient.open(endpoint, config.upstream(), loops, clock));
    guards = new Guards(loops, System::nanoTime);
    callers = new Callers(client, guards, new SpendGuard(new SpendLedger(state, clock), loops));
    callers.use(callers.of(config));
    Translator translator = translators.apply(callers, parts.add(errands(state, loops)));
    Metrics metrics = parts.add(Metrics.start());
    // Before the server, and closed after it: it tells that calls are being finished.
    operators.start(loops, metrics, parts);
    TrafficLog log =
        parts.add(
            TrafficLog.open(
                config.trafficLog(),
                Environment.of(config.upstream().target()),
                id -> callers.find(id).isPresent(),
                clock,
                operators.watcher()));
    serve(loops, translator, recorder(metrics, log, observer), deliveries);
    measure(metrics, log);
    new Announcement(config, endpoint, address(), tlsAddress(), adminAddress()).make();
    readiness = Readiness.READY;
  }

  private static Recorder recorder(Metrics metrics, TrafficLog log, Consumer<Exchange> observer) {
    Consumer<Exchange> watchers = metrics.calls(knownOperations()).andThen(observer);
    return exchange -> {
      watchers.accept(exchange);
      return log.record(exchange);
    };
  }

  private void serve(
      EventLoops loops, Translator translator, Recorder recorder, Deliveries deliveries)
      throws IOException {
    ModernCalls modern = new PassThrough(callers::modern, translator, clock);
    server =
        ProxyServer.recording(
            config.listen(), loops, translator, modern, recorder, clock, deliveries);
    parts.add(() -> server.close(inUse.config().shutdown().grace()));
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
    parts.add(upstream.running());
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

  /**
   * Goes on with another configuration: other keys, certificates and limits. Calls under way keep
   * what they began with.
   *
   * <p>Keys, caps and policy are written for an upstream, and the upstream stays until a restart:
   * with another target nothing is taken over, so that the keys and the looser rules of a sandbox
   * do not come to production by an edit ({@code mapping.md} trap 5.1.10).
   *
   * @return the settings that hold only after a restart
   * @throws IllegalArgumentException if it cannot be used; the old one stays then
   */
  public synchronized List<String> reload(LoadedConfig next) {
    if (!next.config().upstream().target().equals(config.upstream().target())) {
      throw new IllegalArgumentException(
          "upstream.target was changed; what is written for another upstream holds only after a"
              + " restart");
    }
    Change change = Change.of(inUse, next);
    ProxyConfig now = change.inUse().config();
    Callers.Known others = callers.of(now);
    embeddedReload.accept(now);
    server.reload(now.listen());
    callers.use(others);
    inUse = change.inUse();
    return change.needRestart();
  }

  /** Where legacy clients connect. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Where legacy clients connect with TLS, if that is configured. */
  public Optional<InetSocketAddress> tlsAddress() {
    return server.tlsAddress();
  }

  /** Where operators look, unless that is off or could not be had. */
  public Optional<InetSocketAddress> adminAddress() {
    return operators.address();
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
    parts.close();
  }

  /** The proxy as operators see it, also while it starts. */
  private final class RuntimeView implements Operators.View {

    @Override
    public Readiness readiness() {
      return readiness;
    }

    @Override
    public String configuration() {
      return new ConfigSummary(inUse).text();
    }

    @Override
    public Optional<InetSocketAddress> address() {
      return isServing() ? Optional.of(server.address()) : Optional.empty();
    }

    @Override
    public Optional<InetSocketAddress> tlsAddress() {
      return isServing() ? server.tlsAddress() : Optional.empty();
    }

    /** The readiness first: what is set before it is seen then. */
    private boolean isServing() {
      return readiness != Readiness.STARTING && server != null;
    }
  }
}
