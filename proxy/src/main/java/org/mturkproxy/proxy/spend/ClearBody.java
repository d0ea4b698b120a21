package org.mturkproxy.proxy.spend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether all readers understand the body of a modern call alike (RFC 8259 sections 4 and 8.1). It
 * is sent as it is, so what upstream reads must be what was judged: not the other one of two
 * members with one name, and nothing behind the object or in another encoding.
 */
final class ClearBody {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ClearBody() {}

  static boolean is(byte[] body) {
    try {
      // Not the bytes: of those Jackson would guess the encoding.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return STRICT.readTree(text).isObject();
    } catch (CharacterCodingException | JsonProcessingException e) {
      return false;
    }
  }
}
