package org.mturkproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.pool.ChannelPool;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.proxy.upstream.RetryPolicy.Correction;
import org.mturkproxy.proxy.upstream.RetryPolicy.Decision;
import org.mturkproxy.proxy.upstream.RetryPolicy.History;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** One modern call from its first attempt to its last. All on one event loop. */
final class CallInProgress {

  private static final Logger LOG = LoggerFactory.getLogger(CallInProgress.class);

  /**
   * What all calls to one upstream share.
   *
   * @param config the time-outs
   */
  record Shared(
      UpstreamConfig config,
      Connections connections,
      Signer signer,
      ServerClock clock,
      RetryPolicy policy) {}

  private final Shared shared;
  private final Credentials credentials;
  private final ModernCall call;
  private final byte[] body;
  private final EventLoop loop;
  private final ChannelPool pool;
  private final CompletableFuture<ModernReply> reply = new CompletableFuture<>();

  private final long began = System.nanoTime();
  private int attempts;
  private int unconnected;
  private boolean clockSet;
  private boolean credentialsRenewed;

  /** An attempt that may have been carried out; no later one takes that back. */
  private ModernAnswer.Unknown doubt;

  /** The answer of the attempt in doubt, if it had one. */
  private Optional<RawAnswer> doubtful = Optional.empty();

  private boolean afterUnknown;

  private Optional<RawAnswer> raw = Optional.empty();

  CallInProgress(
      Shared shared, Credentials credentials, ModernCall call, byte[] body, EventLoop loop) {
    this.shared = shared;
    this.credentials = credentials;
    this.call = call;
    this.body = body;
    this.loop = loop;
    this.pool = shared.connections().on(loop);
  }

  CompletionStage<ModernReply> reply() {
    return reply;
  }

  /** The answer behind the reply as it came, once the reply is there; empty when none came. */
  Optional<RawAnswer> raw() {
    return raw;
  }

  void start() {
    attempt(credentials.current());
  }

  private void attempt(CompletionStage<AwsCredentialsIdentity> identity) {
    attempts++;
    CompletableFuture<AwsCredentialsIdentity> future = identity.toCompletableFuture();
    if (future.isDone()) {
      identified(future);
    } else {
      // A copy: the time is this call's, and others may wait for the same credentials.
      CompletableFuture<AwsCredentialsIdentity> inTime =
          future.copy().orTimeout(left().toMillis(), TimeUnit.MILLISECONDS);
      inTime.whenComplete((value, failure) -> loop.execute(() -> identified(inTime)));
    }
  }

  private void identified(CompletableFuture<AwsCredentialsIdentity> identity) {
    if (identity.isCompletedExceptionally()) {
      ended(Outcome.notSent(ModernAnswer.NotExecuted.NO_CREDENTIALS, "no AWS credentials"));
      return;
    }
    AwsCredentialsIdentity signedBy = identity.join();
    new Attempt(
            loop,
            pool,
            min(shared.config().connectTimeout(), left()),
            min(shared.config().readTimeout(), left()),
            () -> shared.signer().sign(signedBy, call.target(), body),
            this::ended)
        .start();
  }

  private void ended(Outcome outcome) {
    if (outcome.answer() instanceof ModernAnswer.Unknown unknown) {
      doubt = unknown;
      doubtful = outcome.raw();
    }
    if (outcome.answer() instanceof ModernAnswer.NotExecuted refused
        && refused.type().equals(ModernAnswer.NotExecuted.NO_CONNECTION)) {
      unconnected++;
    }
    History history = new History(attempts, unconnected, clockSet, credentialsRenewed);
    Decision decision = shared.policy().after(outcome, call.repeat(), history, elapsed());
    if (decision instanceof Decision.Again again && correct(again.correction(), outcome)) {
      LOG.debug("{} again after {}: {}", call.operation(), again.delay(), outcome.answer());
      again(again);
    } else {
      finish(outcome);
    }
  }

  private void again(Decision.Again again) {
    afterUnknown = doubt != null;
    Runnable next =
        again.correction() == Correction.CREDENTIALS
            ? () -> attempt(credentials.renewed())
            : () -> attempt(credentials.current());
    loop.schedule(next, again.delay().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether there is something to put right, and it was. */
  private boolean correct(Correction correction, Outcome outcome) {
    if (correction == Correction.CLOCK) {
      clockSet = true;
      outcome.serverTime().ifPresent(shared.clock()::serverSays);
      LOG.error("the upstream's clock is {} ahead of ours", shared.clock().offset());
    } else if (correction == Correction.CREDENTIALS) {
      credentialsRenewed = true;
      return credentials.renewable();
    }
    return true;
  }

  /** "Not carried out" is true of the last attempt only, when an earlier one is in doubt. */
  private void finish(Outcome last) {
    boolean inDoubt = doubt != null && last.answer() instanceof ModernAnswer.NotExecuted;
    ModernAnswer answer = inDoubt ? doubt : last.answer();
    raw = inDoubt ? doubtful : last.raw();
    Alarms.raiseFor(call.operation(), answer);
    reply.complete(new ModernReply(answer, attempts, afterUnknown));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Duration left() {
    Duration left = shared.config().budget().minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
