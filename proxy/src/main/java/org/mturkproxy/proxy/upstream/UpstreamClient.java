package org.mturkproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.transport.EventLoops;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Calls one modern API, for as many Requesters as there are keys. A call made on an event loop
 * stays on it: connection, answer and whatever the caller does next.
 */
public final class UpstreamClient implements AutoCloseable {

  /** For what blocks: name lookups and credential providers. */
  private static final int OFF_LOOP_THREADS = 4;

  private final EventLoops loops;
  private final Clock clock;
  private final ThreadPoolExecutor offLoop;
  private final CallInProgress.Shared shared;

  private UpstreamClient(
      EventLoops loops, Clock clock, ThreadPoolExecutor offLoop, CallInProgress.Shared shared) {
    this.loops = loops;
    this.clock = clock;
    this.offLoop = offLoop;
    this.shared = shared;
  }

  /** Prepares calls to an upstream; no connection is made before the first one. */
  public static UpstreamClient open(
      Endpoint endpoint, UpstreamConfig config, EventLoops loops, Clock clock) {
    RetryPolicy policy =
        new RetryPolicy(config.budget(), () -> ThreadLocalRandom.current().nextDouble());
    return open(
        endpoint,
        config,
        loops,
        clock,
        policy,
        endpoint.tls() ? Optional.of(UpstreamTls.trustingJava()) : Optional.empty());
  }

  static UpstreamClient open(
      Endpoint endpoint,
      UpstreamConfig config,
      EventLoops loops,
      Clock clock,
      RetryPolicy policy,
      Optional<SslContext> tls) {
    ThreadPoolExecutor offLoop =
        new ThreadPoolExecutor(
            OFF_LOOP_THREADS,
            OFF_LOOP_THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("mturk-proxy-lookup", true));
    offLoop.allowCoreThreadTimeOut(true);
    ServerClock serverClock = new ServerClock(clock);
    return new UpstreamClient(
        loops,
        clock,
        offLoop,
        new CallInProgress.Shared(
            config,
            new Connections(endpoint, config, tls, loops, offLoop),
            new Signer(endpoint, config.region(), config.service(), serverClock),
            serverClock,
            policy));
  }

  /** The upstream for the calls of one legacy key, signed with what is configured for it. */
  public KeyUpstream forKey(KeyConfig key) {
    return signedWith(credentials(key));
  }

  KeyUpstream signedWith(Credentials credentials) {
    return (call, body) -> {
      EventLoop loop = loops.current();
      CallInProgress progress = new CallInProgress(shared, credentials, call, body, loop);
      if (loop.inEventLoop()) {
        progress.start();
      } else {
        loop.execute(progress::start);
      }
      return progress.reply().thenApply(reply -> new PassedOn(reply, progress.raw()));
    };
  }

  /** How many connections carry a call. */
  public int connectionsInUse() {
    return shared.connections().used();
  }

  /** How many calls wait for a connection. */
  public int callsWaiting() {
    return shared.connections().waiting();
  }

  private Credentials credentials(KeyConfig key) {
    UpstreamCredentials upstream = key.upstream();
    if (upstream instanceof UpstreamCredentials.Given given) {
      return new FixedCredentials(identity(given));
    } else if (upstream instanceof UpstreamCredentials.Profile profile) {
      return provided(ProfileCredentialsProvider.create(profile.name()));
    } else if (upstream instanceof UpstreamCredentials.DefaultChain) {
      return provided(DefaultCredentialsProvider.builder().build());
    }
    return new FixedCredentials(AwsCredentialsIdentity.create(key.id(), key.secret().reveal()));
  }

  private static AwsCredentialsIdentity identity(UpstreamCredentials.Given given) {
    String secret = given.secret().reveal();
    return given
        .sessionToken()
        .map(Secret::reveal)
        .<AwsCredentialsIdentity>map(
            token -> AwsSessionCredentialsIdentity.create(given.accessKeyId(), secret, token))
        .orElseGet(() -> AwsCredentialsIdentity.create(given.accessKeyId(), secret));
  }

  private Credentials provided(AwsCredentialsProvider provider) {
    return new ProvidedCredentials(provider, offLoop, clock);
  }

  /** Ends all connections; the calls' own ends are waited for by whoever made them. */
  @Override
  public void close() {
    shared.connections().close();
    offLoop.shutdownNow();
  }
}
