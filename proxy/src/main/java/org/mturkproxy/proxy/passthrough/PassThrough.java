package org.mturkproxy.proxy.passthrough;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.mturkproxy.marketplace.sigv4.SigV4Verifier;
import org.mturkproxy.marketplace.sigv4.Verdict;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.value.Structure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes modern calls at the legacy address: checks their signature, signs them with what the key
 * has upstream, and passes body and answer on unchanged. A program can move one operation at a
 * time, and its record shows how far it is.
 */
public final class PassThrough implements ModernCalls {

  /**
   * What every client of the modern API signs for, whatever the upstream is ({@code mapping.md}
   * 1.3).
   */
  private static final String SERVICE = "mturk-requester";

  private static final String VERSION = "2017-01-17";

  private static final Logger LOG = LoggerFactory.getLogger(PassThrough.class);

  private static final Pattern KEY = Pattern.compile("Credential=([^/,\\s]+)/");

  private final Function<String, Optional<ModernCaller>> callers;
  private final Translator translator;
  private final Clock clock;
  private final SigV4Verifier verifier;

  /**
   * Passes calls through.
   *
   * @param callers who may call, by the access key id of their signature; asked for each call
   * @param translator told of what is written
   */
  public PassThrough(
      Function<String, Optional<ModernCaller>> callers, Translator translator, Clock clock) {
    this.callers = callers;
    this.translator = translator;
    this.clock = clock;
    // Keys that nobody has cost and answer what a wrong signature does. Nobody knows this secret;
    // and who guessed it would be no caller.
    Secret nobodys = new Secret(UUID.randomUUID() + "-" + UUID.randomUUID());
    this.verifier =
        new SigV4Verifier(
            SERVICE,
            id -> Optional.of(callers.apply(id).map(ModernCaller::secret).orElse(nobodys)),
            clock);
  }

  @Override
  public CompletionStage<Exchange> answer(ReceivedRequest request, List<Header> headers) {
    byte[] body = bytes(request.body());
    String target = request.target();
    int query = target.indexOf('?');
    RequestHead head =
        new RequestHead(
            request.method(),
            query < 0 ? target : target.substring(0, query),
            query < 0 ? "" : target.substring(query + 1),
            headers);
    String operation = request.modernTarget().substring(ModernCall.TARGET_PREFIX.length());
    Verdict verdict = verifier.verify(head, body);
    if (verdict instanceof Verdict.Refused refused) {
      LOG.warn(
          "call {} not authenticated: {}",
          request.requestId(),
          isOfNobody(head)
              ? "its access key is not configured"
              : refused.message().replaceAll("\\p{C}", "?"));
      return refused(
          request,
          understood(Optional.of(operation), Optional.empty(), List.of()),
          Stopped.by(ModernErrors.refused(request.requestId(), refused)));
    }
    String accessKeyId = ((Verdict.Accepted) verdict).accessKeyId();
    boolean clear = head.values("x-amz-target").size() == 1 && Repeats.isKnown(operation);
    return callers
        .apply(accessKeyId)
        .map(caller -> answer(request, caller, operation, clear, body))
        .orElseGet(
            () ->
                refused(
                    request,
                    understood(Optional.of(operation), Optional.empty(), List.of()),
                    Stopped.by(ModernErrors.unknownOperation(request.requestId()))));
  }

  private CompletionStage<Exchange> answer(
      ReceivedRequest request, ModernCaller caller, String operation, boolean clear, byte[] body) {
    Optional<String> requester = Optional.of(caller.requester().accessKeyId());
    Optional<Structure> read = clear ? JsonInput.read(body) : Optional.empty();
    if (read.isEmpty()) {
      return refused(
          request,
          understood(Optional.of(operation), requester, List.of()),
          Stopped.by(
              clear
                  ? ModernErrors.unread(request.requestId(), false)
                  : ModernErrors.unknownOperation(request.requestId())));
    }
    Structure input = read.get();
    return ModernClearance.stopped(request, caller.requester(), operation)
        .map(
            stopped ->
                refused(
                    request,
                    understood(Optional.of(operation), requester, List.of(input)),
                    stopped))
        .orElseGet(
            () ->
                pass(
                    request,
                    caller,
                    new ModernCall(operation, input, Repeats.of(operation, input)),
                    body));
  }

  private boolean isOfNobody(RequestHead head) {
    return head.values("authorization").stream()
        .map(KEY::matcher)
        .anyMatch(key -> key.find() && callers.apply(key.group(1)).isEmpty());
  }

  private CompletionStage<Exchange> pass(
      ReceivedRequest request, ModernCaller caller, ModernCall call, byte[] body) {
    return new PassedCall(request, caller, call, clock).send(body, translator);
  }

  private CompletionStage<Exchange> refused(
      ReceivedRequest request, Understood understood, Stopped stopped) {
    List<Warning> marks =
        stopped.mark().stream()
            .map(mark -> new Warning(understood.operation().orElse(""), mark))
            .toList();
    return CompletableFuture.completedFuture(
        new Exchange(request, understood, List.of(), stopped.answer(), clock.instant(), marks));
  }

  static Understood understood(
      Optional<String> operation, Optional<String> accessKeyId, List<Structure> input) {
    return new Understood(operation, Optional.of(VERSION), accessKeyId, input);
  }

  private static byte[] bytes(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }
}
