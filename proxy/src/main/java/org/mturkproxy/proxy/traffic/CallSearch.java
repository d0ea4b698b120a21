package org.mturkproxy.proxy.traffic;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which logged calls are wanted; what is not there, does not matter.
 *
 * @param caller the key
 * @param transport {@code REST}, {@code SOAP} or {@code MODERN}
 * @param operation what was asked for
 * @param outcome {@code ok}, {@code error} or {@code unavailable}
 * @param text stands somewhere in the record, whatever the case of its letters A to Z
 */
public record CallSearch(
    Optional<String> caller,
    Optional<String> transport,
    Optional<String> operation,
    Optional<String> outcome,
    Optional<String> text) {

  /** All calls. */
  public static final CallSearch ALL =
      new CallSearch(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public CallSearch {
    requireNonNull(caller, "caller");
    requireNonNull(transport, "transport");
    requireNonNull(operation, "operation");
    requireNonNull(outcome, "outcome");
    requireNonNull(text, "text");
  }

  /** Whether a call is wanted. */
  public boolean wants(LoggedRecord call) {
    CallRow row = call.row();
    return is(caller, row.caller())
        && is(transport, row.transport())
        && is(operation, row.operation())
        && is(outcome, row.outcome())
        && text.map(wanted -> contains(call.line(), needle(wanted))).orElse(true);
  }

  private static boolean is(Optional<String> wanted, String value) {
    return wanted.map(value::equals).orElse(true);
  }

  /** As it stands in JSON. */
  private static byte[] needle(String text) {
    return lower(
        new String(JsonStringEncoder.getInstance().quoteAsString(text))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] lower(byte[] bytes) {
    byte[] lower = Arrays.copyOf(bytes, bytes.length);
    for (int i = 0; i < lower.length; i++) {
      lower[i] = lower(lower[i]);
    }
    return lower;
  }

  private static byte lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
  }

  private static boolean contains(byte[] line, byte[] needle) {
    for (int start = 0; start <= line.length - needle.length; start++) {
      int same = 0;
      while (same < needle.length && lower(line[start + same]) == needle[same]) {
        same++;
      }
      if (same == needle.length) {
        return true;
      }
    }
    return false;
  }
}
