package org.mturkproxy.translator.modern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Reads an HTTP answer of the modern API ({@code mapping.md} 1.5 to 1.7). */
public final class ModernAnswers {

  /** The types that MTurk itself sends after it has looked at a call. */
  private static final Set<String> REFUSALS = Set.of("RequestError", "ParameterValidationError");

  /** Times come as {@code 1.567545201234E9}; as doubles they would lose their fraction. */
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private ModernAnswers() {}

  /**
   * Classifies an answer.
   *
   * @param status the HTTP status
   * @param errorType the {@code x-amzn-ErrorType} header, if there
   * @param body the whole body, decompressed
   */
  public static ModernAnswer read(int status, Optional<String> errorType, byte[] body) {
    Optional<JsonNode> json = object(body);
    if (status == 200) {
      return json.<ModernAnswer>map(ModernAnswer.Success::new)
          .orElseGet(
              () ->
                  body.length == 0
                      ? new ModernAnswer.Success(JsonNodeFactory.instance.objectNode())
                      : new ModernAnswer.Unknown(
                          ModernAnswer.Unknown.UNREADABLE, "HTTP 200 without a JSON object"));
    }
    String type =
        json.flatMap(node -> text(node, "__type"))
            .or(() -> errorType)
            .or(() -> json.flatMap(node -> text(node, "code")))
            .map(ModernAnswers::bareType)
            .orElse("HTTP" + status);
    String message =
        json.flatMap(node -> text(node, "message").or(() -> text(node, "Message"))).orElse("");
    // No other 2xx is the API's; whoever sent it took the call for done.
    if (status >= 500 || status < 300 || isGatewayTimeout(status, type)) {
      return new ModernAnswer.Unknown(type, message);
    }
    if (REFUSALS.contains(type)) {
      return new ModernAnswer.Refused(
          type, json.flatMap(node -> text(node, "TurkErrorCode")), message);
    }
    return new ModernAnswer.NotExecuted(type, message);
  }

  /** Whoever says so without a type of the API's passed the call on, and did not wait. */
  private static boolean isGatewayTimeout(int status, String type) {
    return type.startsWith("HTTP") && (status == 408 || status == 499);
  }

  private static Optional<JsonNode> object(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node.isObject() ? Optional.of(node) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // A load balancer's page, a body that was cut off, or a number with more digits in its
      // exponent than Java has room for: there is nothing in it to tell.
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String name) {
    JsonNode member = node.get(name);
    return member != null && member.isTextual()
        ? Optional.of(member.textValue())
        : Optional.empty();
  }

  /** {@code com.amazon.coral.validate#ValidationException:http://…} is ValidationException. */
  private static String bareType(String type) {
    String name = type.substring(type.lastIndexOf('#') + 1);
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
