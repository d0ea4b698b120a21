package org.mturkproxy.translator.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * Joins the two character references of an emoji: Axis writes each half by itself, {@code xD83D}
 * and {@code xDE00}, which no XML parser takes (clients.md S1.14). Works on the bytes, in one pass;
 * nothing is copied unless there is such a pair.
 */
final class SurrogateReferences {

  /** Where references are text and not references: what opens such a place, and what ends it. */
  private static final byte[][][] LITERAL = {
    {ascii("<![CDATA["), ascii("]]>")}, {ascii("<!--"), ascii("-->")}, {ascii("<?"), ascii("?>")}
  };

  private static final byte[] REFERENCE = ascii("&#");

  /** Enough for any reference, leading zeros not counted in. */
  private static final int MOST_DIGITS = 16;

  private final ByteBuffer xml;
  private final int end;
  private byte[] joined = {};
  private int length;
  private int copiedTo;

  private SurrogateReferences(ByteBuffer xml) {
    this.xml = xml;
    this.end = xml.remaining();
  }

  /**
   * The document with all pairs joined: the same buffer when there are none.
   *
   * @param xml in an encoding that writes ASCII as ASCII
   * @throws RefusedException for a half without the other, which is no character
   */
  static ByteBuffer join(ByteBuffer xml) {
    SurrogateReferences pass = new SurrogateReferences(xml.slice());
    pass.run();
    return pass.joined.length == 0 ? xml : pass.result();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void run() {
    int at = 0;
    while (at < end) {
      if (xml.get(at) == '<') {
        at = behindLiteral(at);
      } else if (xml.get(at) == '&' && startsWith(REFERENCE, at)) {
        at = behindReference(at);
      } else {
        at++;
      }
    }
  }

  /** Behind a place where references are text; else behind this one byte. */
  private int behindLiteral(int at) {
    for (byte[][] literal : LITERAL) {
      if (startsWith(literal[0], at)) {
        int close = at + literal[0].length;
        while (close < end && !startsWith(literal[1], close)) {
          close++;
        }
        return close;
      }
    }
    return at + 1;
  }

  private int behindReference(int at) {
    int semicolon = semicolon(at);
    int first = semicolon < 0 ? -1 : codePoint(at, semicolon);
    if (first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
      return semicolon < 0 ? at + 1 : semicolon + 1;
    }
    int other = semicolon + 1;
    int close = startsWith(REFERENCE, other) ? semicolon(other) : -1;
    int second = close < 0 ? -1 : codePoint(other, close);
    if (first > Character.MAX_HIGH_SURROGATE
        || second < Character.MIN_LOW_SURROGATE
        || second > Character.MAX_LOW_SURROGATE) {
      throw new RefusedException(
          LegacyErrors.unreadable(
              "the character reference "
                  + StandardCharsets.US_ASCII.decode(xml.slice(at, semicolon + 1 - at))
                  + " is half of a character; the other half must follow it."));
    }
    append(at, Character.toCodePoint((char) first, (char) second));
    copiedTo = close + 1;
    return copiedTo;
  }

  /** Where the reference ends; negative if it does not, and is the parser's to refuse. */
  private int semicolon(int at) {
    for (int i = at + REFERENCE.length; i < Math.min(end, at + MOST_DIGITS); i++) {
      if (xml.get(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  /** The number between {@code &#} and {@code ;}; negative if there is none. */
  private int codePoint(int at, int semicolon) {
    int digits = at + REFERENCE.length;
    boolean hex = xml.get(digits) == 'x';
    int radix = hex ? 16 : 10;
    long number = hex && digits + 1 == semicolon ? -1 : 0;
    for (int i = hex ? digits + 1 : digits; i < semicolon; i++) {
      int digit = Character.digit(xml.get(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number > Character.MAX_CODE_POINT ? -1 : (int) number;
  }

  private void append(int before, int codePoint) {
    if (joined.length == 0) {
      // Joined pairs are shorter than what they replace.
      joined = new byte[end];
    }
    copy(before);
    byte[] reference = ascii("&#x" + Integer.toHexString(codePoint) + ";");
    System.arraycopy(reference, 0, joined, length, reference.length);
    length += reference.length;
  }

  private void copy(int before) {
    xml.get(copiedTo, joined, length, before - copiedTo);
    length += before - copiedTo;
  }

  private ByteBuffer result() {
    copy(end);
    return ByteBuffer.wrap(joined, 0, length);
  }

  private boolean startsWith(byte[] text, int at) {
    if (at + text.length > end) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (xml.get(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
