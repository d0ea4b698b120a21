package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.mturk.model.MTurkException;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/** What a failing call must answer, as the official SDK understands it. */
final class ApiErrors {

  private ApiErrors() {}

  /** A {@code RequestError} with this code (without its prefix); the message ends in the time. */
  static void assertRequestError(String code, String message, Executable call) {
    RequestErrorException error = assertThrows(RequestErrorException.class, call);
    assertEquals("AWS.MechanicalTurk." + code, error.turkErrorCode());
    assertEquals(message, withoutTime(error.awsErrorDetails().errorMessage()));
    assertEquals(400, error.statusCode());
  }

  /** MTurk's own check of a parameter. */
  static void assertParameterError(String message, Executable call) {
    MTurkException error = assertThrows(MTurkException.class, call);
    assertEquals("ParameterValidationError", error.awsErrorDetails().errorCode());
    assertEquals(message, withoutTime(error.awsErrorDetails().errorMessage()));
    assertEquals(400, error.statusCode());
  }

  /** An error of the framework, whose message has no time. */
  static void assertFrameworkError(String type, String message, Executable call) {
    MTurkException error = assertThrows(MTurkException.class, call);
    assertEquals(type, error.awsErrorDetails().errorCode());
    assertEquals(message, error.awsErrorDetails().errorMessage());
    assertEquals(400, error.statusCode());
  }

  /** The one violation of the service model. */
  static void assertValidation(String violation, Executable call) {
    assertFrameworkError("ValidationException", "1 validation error detected: " + violation, call);
  }

  private static String withoutTime(String message) {
    assertTrue(message.matches("(?s).* \\([0-9]{13}\\)"), message);
    return message.substring(0, message.lastIndexOf(" ("));
  }
}
