package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.marketplace.model.Type.Member;
import org.mturkproxy.marketplace.model.Type.Structure;

/**
 * The first check of an input: every member has the JSON type of its declaration. It also removes
 * what does not count: unknown members, as the real service ignores them, and {@code null}, which
 * means absent (mapping section 1.4).
 */
final class TypeCheck {

  /** More digits than any number of this API needs; a larger exponent would eat memory. */
  private static final int MOST_DIGITS = 30;

  private TypeCheck() {}

  static ObjectNode clean(ObjectNode given, Structure declared) {
    ObjectNode cleaned = Json.object();
    for (Member member : declared.members()) {
      JsonNode value = given.get(member.name());
      if (value != null && !value.isNull()) {
        cleaned.set(member.name(), clean(value, member.type(), member.name()));
      }
    }
    return cleaned;
  }

  private static JsonNode clean(JsonNode value, Type type, String where) {
    if (type instanceof Structure structure) {
      require(value.isObject(), where, "a structure");
      return clean((ObjectNode) value, structure);
    } else if (type instanceof Type.Items items) {
      require(value.isArray(), where, "a list");
      ArrayNode cleaned = Json.object().arrayNode();
      for (JsonNode item : value) {
        require(!item.isNull(), where, "a list without null");
        cleaned.add(clean(item, items.of(), where));
      }
      return cleaned;
    } else if (type instanceof Type.Flag) {
      require(value.isBoolean(), where, "a boolean");
    } else if (type instanceof Type.Whole whole) {
      require(isWhole(value, whole.wide()), where, whole.wide() ? "a long" : "an integer");
    } else if (type instanceof Type.Time) {
      require(value.isNumber() && isModest(value), where, "a timestamp");
    } else {
      require(value.isTextual(), where, "a string");
      require(isUnicode(value.textValue()), where, "a string of Unicode characters");
    }
    return value;
  }

  /** Half of a surrogate pair, which JSON can escape, has no UTF-8: it would be kept as "?". */
  private static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static boolean isWhole(JsonNode value, boolean wide) {
    if (!value.isNumber() || !isModest(value)) {
      return false;
    }
    return value.decimalValue().stripTrailingZeros().scale() <= 0
        && (wide ? value.canConvertToLong() : value.canConvertToInt());
  }

  private static boolean isModest(JsonNode value) {
    if (value.isBigInteger()) {
      return value.bigIntegerValue().bitLength() < 4 * MOST_DIGITS;
    }
    var decimal = value.decimalValue();
    return Math.abs((long) decimal.scale()) <= MOST_DIGITS && decimal.precision() <= MOST_DIGITS;
  }

  private static void require(boolean holds, String where, String expected) {
    if (!holds) {
      throw ApiException.serialization("The value of " + where + " is not " + expected + ".");
    }
  }
}
