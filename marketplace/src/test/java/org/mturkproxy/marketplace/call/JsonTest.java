package org.mturkproxy.marketplace.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class JsonTest {

  private static byte[] body(int values) {
    return ("{\"a\":[" + "1,".repeat(values - 1) + "1]}").getBytes(UTF_8);
  }

  /** Braces, brackets and the name count, too: 20,000 in all. */
  @Test
  void aRequestOfMoreValuesThanAnyCallHasIsNotRead() {
    assertEquals(19_995, Json.readObject(body(19_995)).path("a").size());
    assertThrows(ApiException.class, () -> Json.readObject(body(19_996)));
  }
}
