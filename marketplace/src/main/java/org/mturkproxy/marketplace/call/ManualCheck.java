package org.mturkproxy.marketplace.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.marketplace.model.Type.Member;
import org.mturkproxy.marketplace.model.Type.Structure;
import org.mturkproxy.marketplace.model.Type.TextLimit;

/**
 * The third check of an input: the limits that only the manual tells (mapping section 2.5). MTurk
 * itself checks these, one at a time, so the first violation is the answer.
 */
final class ManualCheck {

  private ManualCheck() {}

  static void check(JsonNode input, Structure declared) {
    for (Member member : declared.members()) {
      JsonNode value = input.get(member.name());
      if (value != null) {
        value(value, member.type(), member.name());
      }
    }
  }

  private static void value(JsonNode value, Type type, String name) {
    if (type instanceof Structure nested) {
      check(value, nested);
    } else if (type instanceof Type.Items items) {
      if (value.size() > items.most()) {
        throw ApiException.parameter(
            "The parameter " + name + " must not have more than " + items.most() + " values.");
      }
      value.forEach(item -> value(item, items.of(), name));
    } else if (type instanceof Type.Text text) {
      text(value.textValue(), text.limit(), name);
    } else if (type instanceof Type.Whole whole
        && !whole.documented().contains(value.longValue())) {
      throw ApiException.outOfRange(
          value.longValue(), name, whole.documented().minimum(), whole.documented().maximum());
    }
  }

  private static void text(String value, TextLimit limit, String name) {
    if (value.isBlank() && !limit.mayBeEmpty()) {
      throw ApiException.notValid(value, name, "It must not be empty.");
    }
    if (value.codePointCount(0, value.length()) > limit.characters()) {
      throw ApiException.notValid(
          value, name, "It must not be longer than " + limit.characters() + " characters.");
    }
    if (limit.bytes() < Integer.MAX_VALUE && value.getBytes(UTF_8).length > limit.bytes()) {
      throw ApiException.notValid(
          value, name, "It must not be larger than " + limit.bytes() + " bytes.");
    }
    if (!limit.controls() && value.chars().anyMatch(ManualCheck::isControl)) {
      throw ApiException.notValid(value, name, "It must not contain control characters.");
    }
  }

  private static boolean isControl(int c) {
    return c < 32 && c != '\t' && c != '\n' && c != '\r';
  }
}
