package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as this API writes it: exact numbers, one object per body, no member twice. */
public final class Json {

  /**
   * More than any call needs. In memory a value of two bytes takes a hundred: without a bound, a
   * few bodies of the allowed size fill the heap.
   */
  private static final int MOST_TOKENS = 20_000;

  private static final JsonMapper MAPPER = mapper(StreamReadConstraints.defaults());

  private static final JsonMapper REQUESTS =
      mapper(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build());

  private Json() {}

  private static JsonMapper mapper(StreamReadConstraints bounds) {
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads a request body.
   *
   * @throws ApiException a {@code SerializationException} if it is not one JSON object
   */
  public static ObjectNode readObject(byte[] body) {
    try {
      if (REQUESTS.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // Jackson's text would quote the body, which may hold anything.
      throw ApiException.serialization("The body is not valid JSON.");
    }
    throw ApiException.serialization("The body is not a JSON object.");
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
