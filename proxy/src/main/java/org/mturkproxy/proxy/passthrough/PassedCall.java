package org.mturkproxy.proxy.passthrough;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.proxy.upstream.RawAnswer;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;

/** One modern call on its way through. */
final class PassedCall {

  /**
   * Errors about the signature that we made, not the client's. Their text may repeat what was
   * signed, a session token included, and would have the client put right what is not wrong.
   */
  private static final Set<String> ABOUT_OUR_SIGNATURE =
      Set.of(
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "MissingAuthenticationTokenException",
          "InvalidClientTokenId",
          "ExpiredTokenException",
          "RequestExpired");

  private final ReceivedRequest request;
  private final ModernCaller caller;
  private final ModernCall call;
  private final Clock clock;
  private final Instant sentAt;

  PassedCall(ReceivedRequest request, ModernCaller caller, ModernCall call, Clock clock) {
    this.request = request;
    this.caller = caller;
    this.call = call;
    this.clock = clock;
    this.sentAt = clock.instant();
  }

  CompletionStage<Exchange> send(byte[] body, Translator translator) {
    AtomicReference<PassedOn> end = new AtomicReference<>();
    return translator
        .watched(
            caller.requester(),
            modern ->
                caller
                    .upstream()
                    .pass(modern, body)
                    .thenApply(
                        passed -> {
                          end.set(passed);
                          return passed.reply();
                        }))
        .send(call)
        .thenApply(reply -> exchange(end.get()));
  }

  private Exchange exchange(PassedOn passed) {
    Instant now = clock.instant();
    ModernLeg leg =
        new ModernLeg(
            call,
            passed.reply(),
            Duration.between(request.receivedAt(), sentAt),
            Duration.between(sentAt, now));
    return new Exchange(
        request,
        PassThrough.understood(
            Optional.of(call.operation()),
            Optional.of(caller.requester().accessKeyId()),
            List.of(call.input())),
        List.of(leg),
        answer(passed),
        now,
        warnings(passed.reply()));
  }

  private LegacyAnswer answer(PassedOn passed) {
    ModernAnswer answer = passed.reply().answer();
    Optional<String> type = errorType(answer);
    if (type.filter(ABOUT_OUR_SIGNATURE::contains).isPresent()) {
      return ModernErrors.frame(
          request.requestId(),
          "AccessDeniedException",
          "The upstream does not accept what the proxy signs with for this key: " + type.get());
    }
    if (passed.raw().isPresent()) {
      RawAnswer raw = passed.raw().get();
      return new LegacyAnswer(raw.status(), errorCode(answer), raw.headers(), raw.body());
    }
    boolean mayHaveActed = answer instanceof ModernAnswer.Unknown && call.repeat() != Repeat.FREE;
    return mayHaveActed
        ? ModernErrors.outcomeUnknown(request.requestId(), call.operation())
        : ModernErrors.notCarriedOut(
            request.requestId(), "The upstream cannot be reached: " + type.orElse(""));
  }

  private static Optional<String> errorCode(ModernAnswer answer) {
    return answer instanceof ModernAnswer.Refused refused
        ? refused.turkErrorCode().or(() -> Optional.of(refused.type()))
        : errorType(answer);
  }

  private static Optional<String> errorType(ModernAnswer answer) {
    if (answer instanceof ModernAnswer.Refused refused) {
      return Optional.of(refused.type());
    }
    if (answer instanceof ModernAnswer.NotExecuted refused) {
      return Optional.of(refused.type());
    }
    return answer instanceof ModernAnswer.Unknown unknown
        ? Optional.of(unknown.type())
        : Optional.empty();
  }

  private List<Warning> warnings(ModernReply reply) {
    return reply.afterUnknown() && reply.answer() instanceof ModernAnswer.Refused
        ? List.of(
            new Warning(
                call.operation(),
                "An earlier attempt may have been carried out, and this refusal be its echo."))
        : List.of();
  }
}
