package org.mturkproxy.proxy.traffic;

/**
 * A legacy answer with nothing in it but what may be written down. The XML is our own: elements and
 * texts, no comments and no CDATA.
 */
final class AnswerText {

  private final Redaction redaction;

  AnswerText(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * The same XML, with the texts of its elements treated by the elements' names. White space
   * between elements stays.
   */
  String redacted(String xml) {
    StringBuilder shown = new StringBuilder(xml.length());
    int at = 0;
    String key = "";
    while (at < xml.length()) {
      int open = xml.indexOf('<', at);
      int end = open < 0 ? -1 : xml.indexOf('>', open);
      if (end < 0) {
        return shown.append(xml, at, xml.length()).toString();
      }
      shown.append(xml, at, end + 1);
      at = end + 1;
      if (isStart(xml, open, end)) {
        int next = xml.indexOf('<', at);
        if (next > at && xml.startsWith("</", next)) {
          String name = name(xml, open + 1, end);
          String text = xml.substring(at, next);
          key = name.equals("Key") ? text : key;
          shown.append(redaction.isHiddenAnswer(key, name) ? Redaction.HIDDEN : shown(name, text));
          at = next;
        }
      }
    }
    return shown.toString();
  }

  /** Escapes are left as they are, unless the text is hidden or hashed as a whole. */
  private String shown(String name, String text) {
    if (Shown.of(name) != Shown.Treatment.PERSONAL) {
      return redaction.text(name, text);
    }
    String plain = unescaped(text);
    String treated = redaction.text(name, plain);
    return treated.equals(plain) ? text : treated;
  }

  /** So that a value has the same code here as in JSON. */
  private static String unescaped(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&#xd;", "\r")
            .replace("&#13;", "\r")
            .replace("&amp;", "&");
  }

  private static boolean isStart(String xml, int open, int end) {
    char first = xml.charAt(open + 1);
    return first != '/' && first != '?' && first != '!' && xml.charAt(end - 1) != '/';
  }

  /** The local name: prefixes are for envelopes. */
  private static String name(String xml, int from, int to) {
    int end = from;
    int start = from;
    while (end < to && !Character.isWhitespace(xml.charAt(end))) {
      if (xml.charAt(end) == ':') {
        start = end + 1;
      }
      end++;
    }
    return xml.substring(start, end);
  }
}
