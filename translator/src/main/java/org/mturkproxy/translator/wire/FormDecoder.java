package org.mturkproxy.translator.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * Decodes {@code application/x-www-form-urlencoded}: each part once, as UTF-8, or as ISO-8859-1
 * where the bytes are not UTF-8 (the Perl SDK sends {@code d%E9j%E0}). Empty pairs are skipped
 * (MTurkR's body begins with {@code &}).
 */
final class FormDecoder {

  /** Far more than any call has, and few enough to be read in no time. */
  private static final int MOST_PAIRS = 10_000;

  private final byte[] octets;
  private final byte[] decoded;

  private FormDecoder(byte[] octets) {
    this.octets = octets;
    this.decoded = new byte[octets.length];
  }

  /**
   * Decodes name and value pairs onto the end of a list.
   *
   * @throws RefusedException for a broken percent escape
   */
  static void decode(byte[] octets, List<Pair> pairs) {
    new FormDecoder(octets).readPairs(pairs);
  }

  private void readPairs(List<Pair> pairs) {
    int start = 0;
    for (int at = 0; at <= octets.length; at++) {
      if (at == octets.length || octets[at] == '&') {
        if (at > start) {
          if (pairs.size() == MOST_PAIRS) {
            throw new RefusedException(LegacyErrors.unreadable("it has too many parameters."));
          }
          pairs.add(pair(start, at));
        }
        start = at + 1;
      }
    }
  }

  private Pair pair(int start, int end) {
    int equals = start;
    while (equals < end && octets[equals] != '=') {
      equals++;
    }
    String name = text(start, equals, "a parameter's name");
    return new Pair(name, equals == end ? "" : text(equals + 1, end, name));
  }

  private String text(int start, int end, String what) {
    int length = 0;
    boolean ascii = true;
    for (int at = start; at < end; at++) {
      byte octet = octets[at];
      if (octet == '+') {
        octet = ' ';
      } else if (octet == '%') {
        octet = escaped(at, end, what);
        at += 2;
      }
      ascii &= octet >= 0;
      decoded[length++] = octet;
    }
    return ascii ? new String(decoded, 0, length, StandardCharsets.ISO_8859_1) : wide(length);
  }

  private byte escaped(int at, int end, String what) {
    int high = at + 2 < end ? Character.digit(octets[at + 1], 16) : -1;
    int low = at + 2 < end ? Character.digit(octets[at + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw new RefusedException(
          LegacyErrors.unreadable(
              "in "
                  + what
                  + ", a percent sign must be followed by two hexadecimal digits, or be written"
                  + " %25."));
    }
    return (byte) (high << 4 | low);
  }

  private String wide(int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(decoded, 0, length, StandardCharsets.ISO_8859_1);
    }
  }
}
