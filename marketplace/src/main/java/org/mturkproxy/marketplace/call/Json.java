package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as this API writes it: exact numbers, one object per body, no member twice. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * The most values and names of members in a body; the largest real ones have some hundreds. Each
   * may be two bytes of it, and takes a hundred in memory.
   */
  private static final int MOST_VALUES = 20_000;

  /** Bears what {@link #MAPPER} refuses: others may read on where that stops. */
  private static final JsonFactory COUNTING = new JsonFactory();

  private Json() {}

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads a request body.
   *
   * @throws ApiException a {@code SerializationException} if it is not one JSON object, or has too
   *     many values
   */
  public static ObjectNode readObject(byte[] body) {
    if (hasTooManyValues(body)) {
      throw ApiException.serialization("The body has too many values.");
    }
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // Jackson's text would quote the body, which may hold anything.
      throw ApiException.serialization("The body is not valid JSON.");
    }
    throw ApiException.serialization("The body is not a JSON object.");
  }

  /** Whether reading a body would take too much memory for what it says. */
  public static boolean hasTooManyValues(byte[] body) {
    if (body.length <= MOST_VALUES) {
      return false;
    }
    int values = 0;
    try (JsonParser json = COUNTING.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (!token.isStructEnd() && ++values > MOST_VALUES) {
          return true;
        }
      }
    } catch (IOException e) {
      // It is not valid as far as it was looked at; who reads it finds that, too.
      return false;
    }
    return false;
  }

  /**
   * The same, where no body means an object without members.
   *
   * @throws ApiException if it is no JSON object
   */
  public static ObjectNode readBody(byte[] body) {
    return body.length == 0 ? object() : readObject(body);
  }

  /** Reads what {@link #text} wrote. */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of an answer, UTF-8. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as text, for the database. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
