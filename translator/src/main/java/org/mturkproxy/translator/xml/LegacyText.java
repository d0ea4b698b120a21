package org.mturkproxy.translator.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import org.codehaus.stax2.io.EscapingWriterFactory;

/**
 * Escapes text as the old service did ({@code mapping.md} 4.3): {@code & < >} as entities,
 * quotation marks raw, carriage returns as a character reference, so that no parser turns them into
 * newlines. What XML 1.0 cannot carry is left out: one control character from a Worker would
 * otherwise break a client's parser for the whole page.
 */
final class LegacyText extends Writer {

  static final EscapingWriterFactory ESCAPER =
      new EscapingWriterFactory() {
        @Override
        public Writer createEscapingWriterFor(Writer out, String encoding) {
          return new LegacyText(out);
        }

        @Override
        public Writer createEscapingWriterFor(OutputStream out, String encoding) {
          throw new IllegalStateException("the StAX writer encodes by itself");
        }
      };

  private final Writer out;

  private LegacyText(Writer out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    int end = offset + length;
    int start = offset;
    for (int at = offset; at < end; at++) {
      if (goesAsItIs(text[at])) {
        continue;
      }
      if (isPair(text, at, end)) {
        at++;
        continue;
      }
      out.write(text, start, at - start);
      out.write(entity(text[at]));
      start = at + 1;
    }
    out.write(text, start, end - start);
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

  private static boolean isPair(char[] text, int at, int end) {
    return at + 1 < end && Character.isSurrogatePair(text[at], text[at + 1]);
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

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
