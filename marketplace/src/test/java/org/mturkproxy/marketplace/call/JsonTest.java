package org.mturkproxy.marketplace.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  /** A value takes two bytes of a body, and a hundred of the heap. */
  @ParameterizedTest
  @ValueSource(strings = {"[],", "{\"\":0},", "1,"})
  void aBodyOfVeryManyValuesIsNotRead(String value) {
    byte[] body = body("{\"a\":[" + value.repeat(30_000) + "0]}");
    assertEquals(
        "The body has too many values.",
        assertThrows(ApiException.class, () -> Json.readObject(body)).getMessage());
  }

  /** Who reads it otherwise may not stop at what is refused here. */
  @Test
  void theyAreCountedBehindAMemberThatIsThereTwice() {
    assertTrue(
        Json.hasTooManyValues(body("{\"a\":1,\"a\":2,\"b\":[" + "[],".repeat(30_000) + "0]}")));
  }

  @Test
  void aLongTextIsOneValue() {
    String text = "x".repeat(60_000);
    assertEquals(text, Json.readObject(body("{\"a\":\"" + text + "\"}")).path("a").asText());
  }

  private static byte[] body(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
