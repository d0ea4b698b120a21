package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mturkproxy.conformance.GeneratedRequest;
import org.mturkproxy.conformance.Meanings;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * Whatever upstream says, the client reads a legacy answer. An input is a line with an operation,
 * the HTTP status and perhaps an {@code x-amzn-ErrorType}, and below it the body that every modern
 * call of that operation is answered with. More by hand: see {@link RequestFuzzTest}.
 */
class UpstreamAnswerFuzzTest {

  private static final Catalogue CATALOGUE = LegacyOperations.catalogue();

  /** What a list, or a procedure with all its looks, may cost at most. */
  private static final int MOST_CALLS = 300;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "[[[[[[[[",
          "{\"a\":",
          "null",
          "true",
          "\"",
          "\"\"",
          "\\u0000",
          "\\ud83d",
          "\\ude00",
          "\\uffff",
          "1e999999999",
          "-1e-999999999",
          "99999999999999999999999",
          "-0",
          "NaN",
          "0.1",
          "\u0000",
          "\ufeff",
          "<a>]]>",
          ",",
          ":",
          "\"NextToken\":\"t\",",
          "\"NumResults\":-1,",
          "\"HITId\":7,",
          "\"Reward\":{},",
          "\"__type\":\"RequestError\",",
          "\"HITs\":{},",
          "400",
          "503",
          "\"TurkErrorCode\":\"AWS.MechanicalTurk.HITDoesNotExist\",",
          "\"Message\":null,");

  @FuzzTest
  void anyAnswer(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String[] head = new String(bytes, 0, end, UTF_8).split(" ", 3);
    byte[] body = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
    Optional<String> errorType = head.length > 2 ? Optional.of(head[2]) : Optional.empty();
    ModernAnswer answer =
        ModernAnswers.read(head.length > 1 ? status(head[1]) : 200, errorType, body);
    Exchange exchange = ask(operation(head[0]), answer, bytes.length);
    FuzzedFront.assertTellsNothingOfOurs(exchange.answer(), new String(bytes, UTF_8));
  }

  @Test
  void damagedAnswers() {
    new Damage(Damage.kept(getClass(), "anyAnswer"), PIECES).each(this::anyAnswer);
  }

  /** Every operation with every kept body: what one can stand, another may not. */
  @Test
  void keptAnswersToEveryOperation() {
    for (byte[] bytes : Damage.kept(getClass(), "anyAnswer")) {
      String text = new String(bytes, UTF_8);
      String rest = text.substring(text.indexOf(' '));
      for (Operation operation : CATALOGUE.operations()) {
        anyAnswer((operation.name() + rest).getBytes(UTF_8));
      }
    }
  }

  private static Exchange ask(Operation operation, ModernAnswer answer, int bytes) {
    AtomicInteger calls = new AtomicInteger();
    Upstream upstream =
        call -> {
          assertTrue(calls.incrementAndGet() <= MOST_CALLS, "calls without end");
          return CompletableFuture.completedFuture(new ModernReply(answer, 1));
        };
    Map<String, String> parameters =
        GeneratedRequest.minimal(operation, Meanings.ofNothing(operation.name()));
    String query =
        parameters.entrySet().stream()
            .map(each -> "&" + each.getKey() + "=" + LegacyClient.encoded(each.getValue()))
            .collect(Collectors.joining());
    String call = "AWSAccessKeyId=" + LegacyClient.KEY + "&Operation=" + operation.name() + query;
    // Each upstream body may be read for each of those calls.
    return new FuzzedFront(upstream)
        .answer("GET", "/?" + call, FuzzedFront.FORM, new byte[0], bytes);
  }

  private static Operation operation(String name) {
    List<Operation> all = CATALOGUE.operations();
    return CATALOGUE
        .find(name)
        .orElseGet(() -> all.get(Math.floorMod(name.hashCode(), all.size())));
  }

  private static int status(String text) {
    try {
      int status = Integer.parseInt(text);
      return status >= 200 && status <= 599 ? status : 200;
    } catch (NumberFormatException e) {
      return 200;
    }
  }
}
