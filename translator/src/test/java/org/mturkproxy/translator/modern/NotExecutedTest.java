package org.mturkproxy.translator.modern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;

/** What kind of refusal it is: whoever repeats a call, or explains it, goes by these. */
final class NotExecutedTest {

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, true",
    "Throttling, true",
    "RequestLimitExceeded, true",
    "TooManyRequestsException, true",
    "HTTP429, true",
    "HTTP403, false",
    "AccessDeniedException, false",
    "NoConnection, false",
  })
  void isThrottlingByItsType(String type, boolean throttling) {
    assertEquals(throttling, new NotExecuted(type, "").isThrottling());
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidSignatureException, Signature expired: 20260101T000000Z is now earlier than …, true",
    "InvalidSignatureException, Signature not yet current: 20260101T000000Z …, true",
    "InvalidSignatureException, The request signature does not match, false",
    "RequestExpired, '', true",
    "ValidationException, Signature expired, false",
  })
  void isClockSkewByItsTypeAndText(String type, String message, boolean skew) {
    assertEquals(skew, new NotExecuted(type, message).isClockSkew());
  }
}
