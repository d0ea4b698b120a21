package org.mturkproxy.proxy.replay;

import java.util.Locale;
import java.util.regex.Pattern;

/** Ids of Workers that nobody is, for those of whom the log has codes only. */
final class StandIns {

  private StandIns() {}

  /** The same for the same code, and of the form of an id. */
  static String of(String code) {
    return "A" + code.substring(1).toUpperCase(Locale.ROOT);
  }

  /** A text with the codes in it replaced. */
  static String in(String text) {
    return Fields.CODE.matcher(text).replaceAll(code -> of(code.group()));
  }

  static boolean isCode(String text) {
    return Fields.CODE.matcher(text).matches();
  }

  static boolean hasCode(String text) {
    return Pattern.compile(Fields.CODE.pattern()).matcher(text).find();
  }
}
