package org.mturkproxy.marketplace.call;

import java.util.List;
import java.util.Optional;

/**
 * A call that is answered with an error. Whatever it did in its transaction is undone.
 *
 * <p>Shapes, types and texts: mapping sections 1.6 and 1.10.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String turkErrorCode;
  private final boolean framework;

  private ApiException(
      int status, String type, String message, String turkErrorCode, boolean framework) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.turkErrorCode = turkErrorCode;
    this.framework = framework;
  }

  /** MTurk looked at the call and says no. */
  public static ApiException refused(TurkErrorCode code, String message) {
    return new ApiException(400, "RequestError", message, code.code(), false);
  }

  /** There is no room or time for the call now; it was not carried out and may be repeated. */
  public static ApiException throttled() {
    return framework(400, "ThrottlingException", "Rate exceeded");
  }

  /** MTurk's own check of a parameter. */
  public static ApiException parameter(String message) {
    return new ApiException(400, "ParameterValidationError", message, "", false);
  }

  /** A value that has the right form and is still not acceptable. */
  public static ApiException notValid(String value, String parameter) {
    return parameter(notValidText(value, parameter));
  }

  /** The same with a sentence that says why. */
  public static ApiException notValid(String value, String parameter, String reason) {
    return parameter(notValidText(value, parameter) + " " + reason);
  }

  /** A number outside its documented range. */
  public static ApiException outOfRange(long value, String parameter, long minimum, long maximum) {
    return parameter(
        "The value "
            + value
            + " is invalid for "
            + parameter
            + ". Valid values range from "
            + minimum
            + " to "
            + maximum
            + ".");
  }

  /** The service model is violated. */
  static ApiException validation(List<String> violations) {
    String count =
        violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
    return new ApiException(
        400,
        "ValidationException",
        count + " detected: " + String.join("; ", violations),
        "",
        true);
  }

  /** An error of the framework around the API. */
  public static ApiException framework(int status, String type, String message) {
    return new ApiException(status, type, message, "", true);
  }

  /** No operation at this path. */
  public static ApiException nothingHere() {
    return framework(404, "UnknownOperationException", "There is nothing here.");
  }

  /** The body is not JSON, or a member has another JSON type than it should have. */
  static ApiException serialization(String message) {
    return framework(400, "SerializationException", message);
  }

  /** Something is broken here. */
  static ApiException serviceFault() {
    return new ApiException(
        500,
        "ServiceFault",
        "We are unable to process your request at this time. Please try again later.",
        "AWS.InternalError",
        false);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The {@code __type}. */
  public String type() {
    return type;
  }

  /** The {@code TurkErrorCode}, where the type has one. */
  public Optional<String> turkErrorCode() {
    return turkErrorCode.isEmpty() ? Optional.empty() : Optional.of(turkErrorCode);
  }

  /**
   * Whether it comes from the framework around the API: its member is then {@code message}, and
   * without a time at the end.
   */
  public boolean framework() {
    return framework;
  }

  private static String notValidText(String value, String parameter) {
    String shown = value.length() <= 200 ? value : value.substring(0, 200) + "...";
    return "The value \"" + shown + "\" is not valid for the parameter " + parameter + ".";
  }
}
