package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.sigv4.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results and errors as JSON over HTTP (mapping sections 1.5 and 1.6). */
public final class JsonAnswers {

  static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private static final Logger LOG = LoggerFactory.getLogger(JsonAnswers.class);

  private JsonAnswers() {}

  /** The answer to work: its result, or the error it ended with. */
  public static HttpAnswer of(Supplier<ObjectNode> work, Clock clock) {
    try {
      return answer(200, work.get());
    } catch (ApiException e) {
      return error(e, clock.instant());
    } catch (RuntimeException e) {
      LOG.error("a call failed", e);
      return error(ApiException.serviceFault(), clock.instant());
    }
  }

  /** An error, at the time that MTurk's own errors tell at the end of their message. */
  public static HttpAnswer error(ApiException e, Instant now) {
    ObjectNode body = Json.object().put("__type", e.type());
    if (e.framework()) {
      body.put("message", e.getMessage());
    } else {
      body.put("Message", e.getMessage() + " (" + now.toEpochMilli() + ")");
      e.turkErrorCode().ifPresent(code -> body.put("TurkErrorCode", code));
    }
    return answer(e.status(), body);
  }

  /** Version 4 in form; nobody has to be kept from guessing it. */
  private static String requestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static HttpAnswer answer(int status, ObjectNode body) {
    return new HttpAnswer(
        status,
        List.of(
            new Header("Content-Type", CONTENT_TYPE), new Header("x-amzn-RequestId", requestId())),
        Json.bytes(body));
  }
}
