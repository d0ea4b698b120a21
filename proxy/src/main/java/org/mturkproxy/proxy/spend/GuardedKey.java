package org.mturkproxy.proxy.spend;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.mturkproxy.proxy.state.SpendLedger;
import org.mturkproxy.proxy.state.SpendLedger.Booking;
import org.mturkproxy.proxy.state.SpendLedger.Ending;
import org.mturkproxy.proxy.state.SpendLedger.Entry;
import org.mturkproxy.proxy.state.SpendLedger.Spender;
import org.mturkproxy.proxy.upstream.KeyUpstream;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one key: what they spend is judged, booked, sent and settled, in this order. */
final class GuardedKey {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedKey.class);

  private final Spender spender;
  private final SpendRules rules;
  private final HitTypeRewards types;
  private final SpendLedger ledger;
  private final Turns turns;

  GuardedKey(
      Spender spender, SpendRules rules, HitTypeRewards types, SpendLedger ledger, Turns turns) {
    this.spender = spender;
    this.rules = rules;
    this.types = types;
    this.ledger = ledger;
    this.turns = turns;
  }

  /**
   * Sends a call, unless it would spend too much.
   *
   * @param body what is sent of it
   * @param loop where the call goes on if it has to wait
   */
  CompletionStage<PassedOn> send(
      ModernCall call, byte[] body, EventLoop loop, KeyUpstream upstream) {
    if (!SpendRules.concern(call.operation())) {
      return upstream.pass(call, body);
    }
    CallIdentity identity = CallIdentity.of(call);
    Supplier<CompletionStage<PassedOn>> work = () -> booked(call, identity, body, upstream);
    return identity.turn().isPresent()
        ? turns.take(spender.upstream() + " " + identity.turn().get(), loop, work)
        : work.get();
  }

  private CompletionStage<PassedOn> booked(
      ModernCall call, CallIdentity identity, byte[] body, KeyUpstream upstream) {
    CompletionStage<Optional<Booking>> booking;
    try {
      if (!ClearBody.is(body)) {
        throw Refusals.unclear();
      }
      booking = book(call, identity);
    } catch (RuntimeException e) {
      booking = CompletableFuture.failedStage(e);
    }
    return booking
        .handle((made, fault) -> fault == null ? Judged.fit(made) : stopped(call, fault))
        .thenCompose(
            judged ->
                judged.stop().isEmpty()
                    ? upstream
                        .pass(call, body)
                        .thenCompose(
                            passed ->
                                settled(call, judged.booking(), passed.reply())
                                    .thenApply(any -> passed))
                    : CompletableFuture.completedStage(
                        new PassedOn(judged.stop().get(), Optional.empty())));
  }

  /** Either a booking, if one is needed, or what stops the call. */
  private record Judged(Optional<Booking> booking, Optional<ModernReply> stop) {

    static Judged fit(Optional<Booking> booking) {
      return new Judged(booking, Optional.empty());
    }

    static Judged stop(ModernReply reply) {
      return new Judged(Optional.empty(), Optional.of(reply));
    }
  }

  private Judged stopped(ModernCall call, Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    if (cause instanceof SpendRefusedException refused) {
      if (refused.reply().answer() instanceof ModernAnswer.Refused said
          && said.type().equals(ModernAnswer.Refused.BY_PROXY)) {
        LOG.warn(
            "{} of {} was not sent: {}", call.operation(), spender.requester(), said.message());
      }
      return Judged.stop(refused.reply());
    }
    LOG.error("{} was not sent: what it spends cannot be written down", call.operation(), cause);
    return Judged.stop(
        Refusals.notNow(NotExecuted.NOT_KEPT, "the proxy's state cannot be written").reply());
  }

  private CompletionStage<Optional<Booking>> book(ModernCall call, CallIdentity identity) {
    Asked asked = new Asked(call.input());
    if (!call.operation().equals(SpendRules.MORE_ASSIGNMENTS)) {
      return rules.judge(call.operation(), asked).thenCompose(wish -> reserve(wish, identity));
    }
    // A HIT that has its additional assignments already has no room for them once more.
    return ledger
        .knows(new Entry(spender, Wish.NOTHING.kind(), identity.hash()))
        .thenCompose(
            known ->
                known
                    ? CompletableFuture.completedStage(Optional.of(Wish.NOTHING))
                    : rules.judge(call.operation(), asked))
        .thenCompose(wish -> reserve(wish, identity));
  }

  private CompletionStage<Optional<Booking>> reserve(Optional<Wish> wish, CallIdentity identity) {
    if (wish.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    Wish wanted = wish.get();
    Entry entry = new Entry(spender, wanted.kind(), identity.hash());
    return reserve(entry, wanted)
        .thenApply(
            booking -> {
              if (booking instanceof Booking.Beyond beyond) {
                throw Refusals.day(wanted, BigDecimal.valueOf(beyond.spent(), 2));
              }
              return Optional.of(booking);
            });
  }

  private CompletionStage<Booking> reserve(Entry entry, Wish wanted) {
    // So that the cents of whatever is asked for are a number of a bearable size.
    BigDecimal amount = wanted.amount().min(wanted.cap().add(BigDecimal.ONE));
    return ledger.reserve(entry, Wish.cents(amount), Wish.cents(wanted.cap()));
  }

  private CompletionStage<?> settled(
      ModernCall call, Optional<Booking> booking, ModernReply reply) {
    CompletionStage<?> settled =
        booking.isPresent()
            ? ledger.settle(booking.get(), ending(booking.get(), reply))
            : CompletableFuture.completedStage(true);
    return settled
        .thenCompose(any -> learned(call, reply))
        .exceptionally(
            fault -> {
              LOG.error("how {} ended is not written down: it counts", call.operation(), fault);
              return false;
            });
  }

  private static Ending ending(Booking booking, ModernReply reply) {
    if (reply.answer() instanceof ModernAnswer.Success) {
      return Ending.DONE;
    }
    if (reply.answer() instanceof ModernAnswer.NotExecuted) {
      return Ending.NOT_DONE;
    }
    if (reply.answer() instanceof ModernAnswer.Refused refused) {
      // Of a first call with this token, "already" is about one that was counted elsewhere.
      if (saysAlready(refused) && (reply.afterUnknown() || booking instanceof Booking.Repeated)) {
        return Ending.DONE;
      }
      return reply.afterUnknown() ? Ending.UNKNOWN : Ending.NOT_DONE;
    }
    return Ending.UNKNOWN;
  }

  /** {@code mapping.md} 3.3 rule 4. */
  private static boolean saysAlready(ModernAnswer.Refused refused) {
    String code = refused.turkErrorCode().orElse("");
    return refused.message().contains("has already been processed")
        || code.equals(LegacyErrors.DUPLICATE_CALL)
        || code.equalsIgnoreCase(LegacyErrors.HIT_ALREADY_EXISTS);
  }

  /** A HIT or a type that was just made tells the reward of its type. */
  private CompletionStage<Boolean> learned(ModernCall call, ModernReply reply) {
    if (!rules.onRewards() || !(reply.answer() instanceof ModernAnswer.Success success)) {
      return CompletableFuture.completedStage(false);
    }
    JsonNode made =
        switch (call.operation()) {
          case "CreateHIT" -> success.output().path("HIT");
          case "CreateHITType" -> success.output();
          default -> success.output().path("");
        };
    String type = made.path("HITTypeId").asText();
    return type.isEmpty()
        ? CompletableFuture.completedStage(false)
        : types.keep(type, new Asked(call.input()).dollars("Reward"));
  }
}
