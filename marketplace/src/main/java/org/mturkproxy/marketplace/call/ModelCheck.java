package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.marketplace.model.Type.Member;
import org.mturkproxy.marketplace.model.Type.Range;
import org.mturkproxy.marketplace.model.Type.Structure;

/**
 * The second check of an input: the constraints of the service model. All violations are reported
 * at once, in the words of AWS's framework.
 */
final class ModelCheck {

  private final List<String> violations = new ArrayList<>();

  private ModelCheck() {}

  static void check(JsonNode input, Structure declared) {
    ModelCheck check = new ModelCheck();
    check.structure(input, declared, "");
    if (!check.violations.isEmpty()) {
      throw ApiException.validation(check.violations);
    }
  }

  private void structure(JsonNode input, Structure declared, String prefix) {
    for (Member member : declared.members()) {
      String path = prefix + lowerFirst(member.name());
      JsonNode value = input.get(member.name());
      if (value != null) {
        value(value, member.type(), path);
      } else if (member.required()) {
        violations.add(
            "Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
      }
    }
  }

  private void value(JsonNode value, Type type, String path) {
    if (type instanceof Structure nested) {
      structure(value, nested, path + ".");
    } else if (type instanceof Type.Items items) {
      for (int i = 0; i < value.size(); i++) {
        value(value.get(i), items.of(), path + "." + (i + 1) + ".member");
      }
    } else if (type instanceof Type.Text text) {
      text(value.textValue(), text, path);
    } else if (type instanceof Type.Whole whole) {
      range(value.longValue(), whole.modelled(), path);
    } else if (type instanceof Type.Choice choice) {
      if (!choice.values().contains(value.textValue())) {
        violation(value.textValue(), path, "satisfy enum value set: " + choice.values());
      }
    }
  }

  private void text(String value, Type.Text type, String path) {
    int length = value.codePointCount(0, value.length());
    if (length < type.minimum()) {
      violation(value, path, "have length greater than or equal to " + type.minimum());
    }
    if (length > type.maximum()) {
      violation(value, path, "have length less than or equal to " + type.maximum());
    }
    type.pattern()
        .filter(pattern -> !pattern.matcher(value).matches())
        .ifPresent(
            pattern -> violation(value, path, "satisfy regular expression pattern: " + pattern));
  }

  private void range(long value, Range range, String path) {
    if (value < range.minimum()) {
      violation(
          Long.toString(value), path, "have value greater than or equal to " + range.minimum());
    }
    if (value > range.maximum()) {
      violation(Long.toString(value), path, "have value less than or equal to " + range.maximum());
    }
  }

  private void violation(String value, String path, String must) {
    String shown = value.length() <= 200 ? value : value.substring(0, 200) + "...";
    violations.add(
        "Value '"
            + shown
            + "' at '"
            + path
            + "' failed to satisfy constraint: Member must "
            + must);
  }

  /** The framework names members as its Java fields: {@code HITId} is {@code hITId}. */
  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
