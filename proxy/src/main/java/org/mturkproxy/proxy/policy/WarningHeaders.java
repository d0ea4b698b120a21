package org.mturkproxy.proxy.policy;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mturkproxy.config.PolicyRule;

/** {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and where both are explained. */
final class WarningHeaders {

  /** RFC 9110, section 5.6.7: two digits for the day, which Java's own format does not write. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private WarningHeaders() {}

  static Map<String, String> of(PolicyRule rule) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Deprecation", "@" + rule.deprecated().getEpochSecond());
    rule.sunset().ifPresent(end -> headers.put("Sunset", HTTP_DATE.format(end)));
    rule.link()
        .ifPresent(
            link ->
                headers.put(
                    "Link",
                    "<"
                        + link
                        + ">; rel=\"deprecation\"; type=\"text/html\""
                        + (rule.sunset().isPresent() ? ", <" + link + ">; rel=\"sunset\"" : "")));
    return headers;
  }
}
