package org.mturkproxy.translator.xml;

/**
 * Escapes text as the old service did ({@code mapping.md} 4.3): {@code & < >} as entities,
 * quotation marks raw, carriage returns as a character reference, so that no parser turns them into
 * newlines. What XML 1.0 cannot carry is left out: one control character from a Worker would
 * otherwise break a client's parser for the whole page.
 */
final class LegacyText {

  private LegacyText() {}

  /** The text as it stands between two tags; the very same text when nothing has to be done. */
  static String escape(String text) {
    int start = 0;
    StringBuilder escaped = null;
    for (int at = 0; at < text.length(); at++) {
      if (goesAsItIs(text.charAt(at))) {
        continue;
      }
      if (isPair(text, at)) {
        at++;
        continue;
      }
      if (escaped == null) {
        escaped = new StringBuilder(text.length() + 64);
      }
      escaped.append(text, start, at).append(entity(text.charAt(at)));
      start = at + 1;
    }
    return escaped == null ? text : escaped.append(text, start, text.length()).toString();
  }

  private static boolean goesAsItIs(char c) {
    if (c < ' ') {
      return c == '\n' || c == '\t';
    }
    if (c < 0xD800) {
      return c != '&' && c != '<' && c != '>';
    }
    return c > 0xDFFF && c < 0xFFFE;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  /** Empty for what is left out. */
  private static String entity(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\r' -> "&#xd;";
      default -> "";
    };
  }
}
