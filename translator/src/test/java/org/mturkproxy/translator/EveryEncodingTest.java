package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.conformance.EverythingUpstream;
import org.mturkproxy.conformance.GeneratedRequest;
import org.mturkproxy.conformance.Meanings;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.value.Text;

/**
 * A request that is understood loses nothing: in whatever way it is written, the same values are
 * understood and the same modern calls made, and texts arrive to the character.
 */
class EveryEncodingTest {

  private static final int ENCODINGS = Integer.getInteger("mturkproxy.fuzz.encodings", 3);
  private static final long SEED = Long.getLong("mturkproxy.fuzz.seed", 20190601);

  /** What means something to one of the formats in between. */
  private static final List<String> LETTERS =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "&",
          "=",
          "%",
          "+",
          "%2B",
          ";",
          "#",
          "?",
          ".",
          "<",
          ">",
          "]]>",
          "\"",
          "'",
          "\u00e9",
          "\u4e2d",
          "\ud83d\ude00",
          "\n",
          "\t",
          "{",
          "\\u0041",
          "&amp;",
          ",");

  private final EverythingUpstream upstream = new EverythingUpstream();

  static Stream<String> operations() {
    return LegacyOperations.catalogue().operations().stream().map(Operation::name);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isUnderstoodTheSameAndWhole(String name) {
    Operation operation = LegacyOperations.catalogue().find(name).orElseThrow();
    Random random = new Random(SEED);
    for (int i = 0; i < ENCODINGS; i++) {
      Map<String, String> meanings = Meanings.ofNothing(name);
      Map<String, String> parameters =
          i % 3 == 0
              ? GeneratedRequest.maximal(operation, meanings)
              : GeneratedRequest.minimal(operation, meanings);
      Map<String, String> texts = textsOf(operation, parameters, meanings, random);
      parameters.putAll(texts);
      Exchange plain = send(RandomEncoding.plain(name, parameters));
      RandomEncoding encoding = RandomEncoding.of(name, parameters, random);

      Exchange other = send(encoding);

      assertEquals(
          plain.understood().requests(), other.understood().requests(), () -> "" + encoding);
      assertEquals(asked(plain), asked(other), () -> "" + encoding);
      assertEquals(plain.answer().errorCode(), other.answer().errorCode());
      texts.forEach(
          (parameter, text) ->
              assertEquals(
                  Optional.of(new Text(text)),
                  other.understood().requests().get(0).member(parameter),
                  () -> "" + encoding));
    }
  }

  /** To a new translator, which knows no list yet. */
  private Exchange send(RandomEncoding encoding) {
    FuzzedFront front = new FuzzedFront(upstream);
    return encoding.body().isEmpty()
        ? front.get(encoding.query())
        : front.post(encoding.query(), encoding.body());
  }

  private static List<String> asked(Exchange exchange) {
    return exchange.legs().stream()
        .map(leg -> leg.call())
        .map(call -> call.operation() + new String(call.body(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Other texts for those parameters that take any. */
  private static Map<String, String> textsOf(
      Operation operation,
      Map<String, String> parameters,
      Map<String, String> meanings,
      Random random) {
    Map<String, String> texts = new LinkedHashMap<>();
    operation.parameters().stream()
        .filter(parameter -> parameter.type().describe().startsWith("text"))
        .map(parameter -> parameter.name())
        .filter(name -> parameters.containsKey(name) && !meanings.containsKey(name))
        .forEach(name -> texts.put(name, text(random)));
    return texts;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("t");
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.append('t').toString();
  }
}
