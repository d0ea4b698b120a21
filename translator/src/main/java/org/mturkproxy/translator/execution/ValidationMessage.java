package org.mturkproxy.translator.execution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.parameter.Parameter;

/**
 * What the modern framework says when it refuses a member: {@code 1 validation error detected:
 * Value '0.9752' at 'bonusAmount' failed to satisfy constraint: …}. Legacy clients never saw such a
 * text: it is said again in legacy words, with the legacy name ({@code mapping.md} 1.9).
 *
 * @param value the value it refuses; empty when it was absent
 * @param member the modern member, its first letter small
 * @param constraint what it says the member must do
 */
record ValidationMessage(String value, String member, String constraint) {

  private static final Pattern TEXT =
      Pattern.compile(
          "Value (?:'(.*?)'|null) at '([^']*)' failed to satisfy constraint: (.*)", Pattern.DOTALL);

  static ValidationMessage read(String message) {
    Matcher matcher = TEXT.matcher(message);
    if (!matcher.find()) {
      return new ValidationMessage("", "", message);
    }
    String value = matcher.group(1) == null ? "" : matcher.group(1);
    return new ValidationMessage(value, matcher.group(2), matcher.group(3));
  }

  LegacyError translate(Arguments request) {
    String parameter = legacyName(request);
    if (constraint.contains("must not be null")) {
      return LegacyErrors.missing(List.of(parameter));
    }
    if (constraint.contains("enum value set")) {
      return LegacyErrors.invalidEnumeration(parameter, value);
    }
    LegacyError invalid = LegacyErrors.invalidValue(parameter, value);
    boolean range =
        constraint.contains("value less than or equal to")
            || constraint.contains("value greater than or equal to");
    return range
        ? new LegacyError(LegacyErrors.OUT_OF_RANGE, invalid.message(), invalid.data(), false)
        : invalid;
  }

  private String legacyName(Arguments request) {
    String first = member.split("\\.", 2)[0];
    return request.operation().parameters().stream()
        .filter(p -> p.modernName().equalsIgnoreCase(first))
        .findFirst()
        .map(Parameter::name)
        .orElse(first.isEmpty() ? "of this operation" : first);
  }
}
