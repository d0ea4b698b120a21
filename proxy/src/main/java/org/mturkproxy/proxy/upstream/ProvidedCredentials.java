package org.mturkproxy.proxy.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Credentials that an AWS SDK provider fetches: from a profile, the environment, a container's or a
 * machine's own service. Providers may block, so they run on threads of their own, one fetch at a
 * time, and calls use what was fetched last.
 *
 * <p>The provider is asked again after a minute, in the background; it has its own cache, and a
 * profile that was edited is noticed. Calls wait only while there is nothing yet, or nothing that
 * is good for another minute.
 */
final class ProvidedCredentials implements Credentials {

  private static final Logger LOG = LoggerFactory.getLogger(ProvidedCredentials.class);

  private static final Duration FRESH = Duration.ofMinutes(1);

  private record Held(
      CompletionStage<AwsCredentialsIdentity> identity, Instant freshUntil, Instant goodUntil) {

    static Held of(AwsCredentialsIdentity identity, Instant now) {
      Instant goodUntil =
          identity.expirationTime().map(end -> end.minus(FRESH)).orElse(Instant.MAX);
      return new Held(CompletableFuture.completedStage(identity), now.plus(FRESH), goodUntil);
    }
  }

  private final AwsCredentialsProvider provider;
  private final Runnable forget;
  private final Executor offLoop;
  private final Clock clock;

  private volatile Held held =
      new Held(new CompletableFuture<>(), Instant.MIN, Instant.MIN); // nothing yet

  private CompletableFuture<AwsCredentialsIdentity> fetching =
      CompletableFuture.completedFuture(null);

  /**
   * Credentials of a provider.
   *
   * @param forget makes the provider forget what it remembers; may block
   * @param offLoop where the provider is asked
   */
  ProvidedCredentials(
      AwsCredentialsProvider provider, Runnable forget, Executor offLoop, Clock clock) {
    this.provider = provider;
    this.forget = forget;
    this.offLoop = offLoop;
    this.clock = clock;
  }

  @Override
  public CompletionStage<AwsCredentialsIdentity> current() {
    Held now = held;
    Instant instant = clock.instant();
    if (instant.isAfter(now.goodUntil())) {
      return fetch(this::fetchNow);
    }
    if (instant.isAfter(now.freshUntil())) {
      fetch(this::fetchNow);
    }
    return now.identity();
  }

  @Override
  public boolean renewable() {
    return true;
  }

  @Override
  public CompletionStage<AwsCredentialsIdentity> renewed() {
    return fetch(
        () -> {
          forget.run();
          return fetchNow();
        });
  }

  private synchronized CompletionStage<AwsCredentialsIdentity> fetch(
      Supplier<AwsCredentialsIdentity> how) {
    if (fetching.isDone()) {
      fetching = CompletableFuture.supplyAsync(how, offLoop);
    }
    return fetching;
  }

  private AwsCredentialsIdentity fetchNow() {
    try {
      AwsCredentialsIdentity identity = provider.resolveCredentials();
      held = Held.of(identity, clock.instant());
      return identity;
    } catch (RuntimeException e) {
      LOG.warn("no AWS credentials: {}", e.getMessage());
      throw e;
    }
  }
}
