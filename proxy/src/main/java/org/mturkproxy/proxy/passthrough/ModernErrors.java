package org.mturkproxy.proxy.passthrough;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.marketplace.sigv4.Verdict;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.exchange.LegacyAnswer;

/**
 * Errors of our own in the shape of the modern API ({@code mapping.md} 1.6). SDKs repeat HTTP 500
 * to 504 by themselves, whatever the operation does: such a status says that nothing was done.
 */
public final class ModernErrors {

  static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private static final int CLIENT_FAULT = 400;
  private static final int SERVER_FAULT = 500;

  private ModernErrors() {}

  /** Not carried out, and free to be sent again. */
  static LegacyAnswer notCarriedOut(String requestId, String message) {
    return error(requestId, SERVER_FAULT, "ServiceFault", message, Optional.empty());
  }

  /** Nobody knows whether it was carried out; an SDK must not repeat it by itself. */
  static LegacyAnswer outcomeUnknown(String requestId, String operation) {
    return error(
        requestId,
        CLIENT_FAULT,
        "RequestError",
        LegacyErrors.outcomeUnknown(operation, "").message(),
        Optional.of(LegacyErrors.OUTCOME_UNKNOWN));
  }

  static LegacyAnswer refused(String requestId, Verdict.Refused verdict) {
    return frame(requestId, verdict.reason().errorType(), verdict.message());
  }

  /** An error that the API's framework words, not MTurk itself. */
  static LegacyAnswer frame(String requestId, String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", type).put("message", message);
    return answer(requestId, CLIENT_FAULT, type, body);
  }

  static LegacyAnswer unknownOperation(String requestId) {
    return frame(requestId, "UnknownOperationException", "There is no such operation.");
  }

  /** A request that was refused before anybody looked at what it asks for. */
  public static LegacyAnswer unread(String requestId, boolean busy) {
    return busy
        ? notCarriedOut(requestId, "The proxy has no room for this request; try again.")
        : frame(requestId, "SerializationException", "The request is too large or not readable.");
  }

  /** A fault of this proxy. How far the call came is not known. */
  public static LegacyAnswer broken(String requestId) {
    return outcomeUnknown(requestId, "The call");
  }

  private static LegacyAnswer error(
      String requestId, int status, String type, String message, Optional<String> turkErrorCode) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", type).put("Message", message);
    turkErrorCode.ifPresent(code -> body.put("TurkErrorCode", code));
    return answer(requestId, status, turkErrorCode.orElse(type), body);
  }

  private static LegacyAnswer answer(String requestId, int status, String code, JsonNode body) {
    return new LegacyAnswer(
        status,
        Optional.of(code),
        Map.of("Content-Type", CONTENT_TYPE, "x-amzn-RequestId", requestId),
        ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
