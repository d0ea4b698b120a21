package org.mturkproxy.translator.exchange;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.mturkproxy.translator.modern.ModernCall;

/**
 * How a request was written: the tests of {@code legacy-api.md} 1.2, and before them {@code
 * mapping.md} 1.2, whose header no legacy client sends.
 */
public enum Transport {
  REST,
  SOAP,
  /** JSON of the modern API, which is passed through. */
  MODERN;

  static Transport of(ReceivedRequest request) {
    if (request.modernTarget().startsWith(ModernCall.TARGET_PREFIX)) {
      return MODERN;
    }
    String type = request.contentType().toLowerCase(Locale.ROOT);
    boolean soap =
        request.method().equals("POST")
            && (type.startsWith("text/xml")
                || type.startsWith("application/soap+xml")
                || !request.soapAction().isEmpty()
                || firstNonBlank(request.body()) == '<');
    return soap ? SOAP : REST;
  }

  /** Steps over byte order marks too, and over the zero bytes of UTF-16. */
  private static int firstNonBlank(ByteBuffer body) {
    while (body.hasRemaining()) {
      byte next = body.get();
      if (next > ' ') {
        return next;
      }
      boolean skipped = next == 0 || Character.isWhitespace(next) || isMark(next);
      if (!skipped) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isMark(byte octet) {
    return switch (octet & 0xFF) {
      case 0xEF, 0xBB, 0xBF, 0xFE, 0xFF -> true;
      default -> false;
    };
  }
}
