package org.mturkproxy.proxy.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mturkproxy.translator.exchange.LegacyAnswer;

/** The legacy error that knows no operation: shape "Bare" of {@code legacy-api.md} 6.6. */
final class BareAnswer {

  private BareAnswer() {}

  /**
   * Writes one.
   *
   * @param code a legacy error code
   * @param message plain text: no character that XML would have to escape
   */
  static LegacyAnswer of(int status, String code, String message, String requestId) {
    String xml =
        "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error></Errors><RequestID>"
            + requestId
            + "</RequestID></Response>\n";
    return new LegacyAnswer(
        status, Optional.of(code), ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
