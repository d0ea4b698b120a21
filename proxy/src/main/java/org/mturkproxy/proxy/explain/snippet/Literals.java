package org.mturkproxy.proxy.explain.snippet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** Values as JSON, whose texts are texts of Python, Java and JavaScript as well. */
final class Literals {

  private static final JsonFactory JSON = new JsonFactory();

  private Literals() {}

  /** The value on one line. */
  static String json(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      value.writeJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: a text takes every write", e);
    }
    return withoutControls(text.toString());
  }

  /** A text in double quotes. */
  static String text(String text) {
    return json(new Text(text));
  }

  /**
   * What JSON lets stand, terminals and compilers may take for something else: control characters,
   * line separators, and marks that turn the direction of a line.
   */
  private static String withoutControls(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    json.chars()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  static boolean isUnsafe(int c) {
    return c == 0x7F
        || (c >= 0x80 && c < 0xA0)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c < ' ');
  }
}
