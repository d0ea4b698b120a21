package org.mturkproxy.translator.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Large;
import org.mturkproxy.translator.catalogue.Sorting.Order;

/** The items of one kind of list, as they are kept. */
final class ItemJson {

  /** Times are kept to the last digit, as they came. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final ObjectReader READER = JSON.readerFor(JsonNode.class);
  private static final ObjectWriter WRITER = JSON.writer();

  private final PagedList list;

  ItemJson(PagedList list) {
    this.list = list;
  }

  /** What is kept of an item. */
  byte[] kept(JsonNode item) {
    try {
      return WRITER.writeValueAsBytes(withoutLargeMember(item));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot happen: it was read as JSON", e);
    }
  }

  JsonNode withoutLargeMember(JsonNode item) {
    Optional<Large> large = list.large();
    return large.isPresent() ? PageWalk.without(large.get().member(), item) : item;
  }

  /** The id that tells it apart; empty where items have none. */
  byte[] id(JsonNode item) {
    return list.id().map(id -> item.path(id).asText()).orElse("").getBytes(UTF_8);
  }

  JsonNode read(byte[] json, int from, int length) throws IOException {
    return READER.readTree(json, from, length);
  }

  /** Adds what an item is sorted by, without making a tree of it. */
  void sortInto(SortColumn column, ByteTable ids, Order order, byte[] json, int from, int length)
      throws IOException {
    Optional<String> key = Optional.empty();
    String id = "";
    try (JsonParser parser = JSON.getFactory().createParser(json, from, length)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(order.member()) && value != JsonToken.VALUE_NULL) {
          key = Optional.of(parser.getText());
        }
        if (name.equals(list.id().orElse(""))) {
          id = parser.getText();
        }
        parser.skipChildren();
      }
    }
    ids.append(id.getBytes(UTF_8));
    column.add(key);
  }

  /** What an item is sorted by. */
  static Optional<String> key(Order order, JsonNode item) {
    JsonNode key = item.path(order.member());
    return key.isMissingNode() || key.isNull() ? Optional.empty() : Optional.of(key.asText());
  }
}
