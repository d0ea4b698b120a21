package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.authentication.SignatureCheck;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.operations.StatisticPolicy;

/**
 * A translator that is fed with whatever there is, and what must hold of every one of its answers:
 * no fault of ours, well-formed XML, an error code in each refusal, nothing of our inside in it,
 * and work in proportion to what came. Nobody looks at signatures, so that every input gets past
 * them.
 */
final class FuzzedFront {

  static final String FORM = "application/x-www-form-urlencoded";
  static final String XML = "text/xml; charset=utf-8";

  /** What only Java says, and no legacy answer. */
  private static final List<String> OURS =
      List.of("org.mturkproxy", "com.fasterxml", "com.ctc.wstx", "java.lang", "java.util", "\tat ");

  /** What one call may cost in any case, and for each byte of its input. */
  private static final long BYTES_PER_CALL = 32L << 20;

  private static final long BYTES_PER_BYTE = 20_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final LegacyTranslator translator;

  FuzzedFront(Upstream upstream) {
    Requester requester =
        new Requester(LegacyClient.KEY, new LegacySecret(LegacyClient.SECRET), upstream, false);
    SignatureCheck off = new SignatureCheck(SignatureCheck.Mode.OFF, false, failure -> {});
    // On this thread, so that all work can be counted.
    LegacyTranslator.Options options =
        new LegacyTranslator.Options(
            StatisticPolicy.EXACT, Snapshots.Limits.DEFAULT, Runnable::run);
    translator =
        new LegacyTranslator(
            id -> Optional.of(requester).filter(r -> r.accessKeyId().equals(id)),
            Clock.fixed(LegacyClient.NOW, ZoneOffset.UTC),
            (requestId, cause) -> fault.set(cause),
            new KeptErrands(),
            () -> LegacyClient.TOKEN,
            time -> CompletableFuture.completedFuture(null),
            options.with(off));
  }

  Exchange get(String query) {
    return answer("GET", "/?" + query, FORM, new byte[0], 0);
  }

  Exchange post(String query, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return answer("POST", query.isEmpty() ? "/" : "/?" + query, FORM, bytes, 0);
  }

  Exchange soap(byte[] body) {
    return answer("POST", "/?Service=AWSMechanicalTurkRequester", XML, body, 0);
  }

  /**
   * The answer to a request, of which everything has been asserted.
   *
   * @param more bytes that upstream answers with
   */
  Exchange answer(String method, String target, String contentType, byte[] body, int more) {
    ReceivedRequest request =
        new ReceivedRequest(
            LegacyClient.REQUEST_ID,
            LegacyClient.NOW,
            "127.0.0.1",
            method,
            target,
            "mechanicalturk.amazonaws.com",
            contentType,
            "",
            "fuzz",
            ByteBuffer.wrap(body));
    fault.set(null);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Exchange exchange = now(request);
    long cost = THREADS.getCurrentThreadAllocatedBytes() - before;

    if (fault.get() != null && !isUnprintable(fault.get())) {
      throw new AssertionError("a fault of the proxy", fault.get());
    }
    long input = (long) target.length() + body.length + more;
    assertTrue(
        cost <= BYTES_PER_CALL + input * BYTES_PER_BYTE,
        () -> cost + " bytes of memory for " + input + " bytes of input");
    Optional<String> told = AnswerCheck.code(exchange.answer());
    Optional<String> recorded = exchange.answer().errorCode();
    if (told.filter(code -> code.indexOf(':') > 0).isPresent()) {
      // A SOAP fault has codes of its own.
      assertTrue(recorded.isPresent(), exchange.answer().xml());
    } else {
      assertEquals(recorded, told, exchange.answer().xml());
    }
    return exchange;
  }

  /**
   * An amount or a time of upstream's that is none: not ours to guess, and told to the operator.
   */
  private static boolean isUnprintable(Throwable cause) {
    return cause instanceof ArithmeticException || cause instanceof NumberFormatException;
  }

  /** Fails if the answer tells of our inside what the input did not. */
  static void assertTellsNothingOfOurs(LegacyAnswer answer, String input) {
    String told = answer.xml();
    for (String ours : OURS) {
      assertFalse(
          told.contains(ours) && !input.toLowerCase(Locale.ROOT).contains(ours),
          () -> "tells " + ours + ": " + told);
    }
  }

  private Exchange now(ReceivedRequest request) {
    CompletableFuture<Exchange> answer = translator.answer(request).toCompletableFuture();
    assertTrue(answer.isDone(), "something waits, and nothing it could wait for");
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new AssertionError("not answered", e.getCause());
    }
  }
}
