package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** One UnblockWorker, as it could have been. */
final class Exchanges {

  static final Instant TIME = Instant.parse("2016-05-04T10:20:30.5Z");
  static final String KEY_ID = "AKIALEGACY";
  static final String SIGNATURE = "vl5kCcVjB2VBoyBxiJ8dQWWYZ10=";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private static final Structure WORKER =
      new Structure(Map.of("WorkerId", new Text("AZ3456EXAMPLE")));

  private Exchanges() {}

  /** With everything a client can send that nobody may see: in the URL, the body, a header. */
  static Exchange answeredBy(ModernAnswer answer) {
    return calledBy(KEY_ID, answer);
  }

  static Exchange calledBy(String keyId, ModernAnswer answer) {
    String secrets = "Signature=" + SIGNATURE + "&AWSSecretAccessKeyId=" + SECRET;
    return new Exchange(
        received("/?" + secrets, "application/x-www-form-urlencoded", "", secrets),
        new Understood(
            Optional.of("UnblockWorker"),
            Optional.of("2014-08-15"),
            Optional.of(keyId),
            List.of(WORKER)),
        List.of(
            new ModernLeg(
                new ModernCall("DeleteWorkerBlock", WORKER, Repeat.FREE),
                new ModernReply(answer, 2),
                Duration.ofNanos(150_999),
                Duration.ofMillis(3))),
        new LegacyAnswer(200, Optional.empty(), bytes("<UnblockWorkerResponse/>")),
        TIME.plusNanos(4_000_500),
        List.of(new Warning("Reason", "Not sent on.")));
  }

  static Exchange refused(String requestId) {
    return refused(requestId, "", Understood.NOTHING, List.of());
  }

  /** One in which all texts that the client chooses are this one. */
  static Exchange saying(String text) {
    return refused(
        "id",
        text,
        new Understood(Optional.of(text), Optional.of(text), Optional.empty(), List.of()),
        List.of(new Warning(text, "Not known.")));
  }

  private static Exchange refused(
      String requestId, String userAgent, Understood understood, List<Warning> warnings) {
    return new Exchange(
        new ReceivedRequest(
            requestId, TIME, "127.0.0.1", "PUT", "/", "", "", "", userAgent, bytes("")),
        understood,
        List.of(),
        new LegacyAnswer(405, Optional.of("AWS.InvalidOperationParameter"), bytes("<Response/>")),
        TIME,
        warnings);
  }

  static ReceivedRequest received(
      String target, String contentType, String soapAction, String body) {
    return new ReceivedRequest(
        "1306b1ca-0000-4000-8000-0000000000aa",
        TIME,
        "127.0.0.1",
        "POST",
        target,
        "h",
        contentType,
        soapAction,
        "Boto/2.49.0",
        bytes(body));
  }

  static ModernAnswer.Success success(String json) {
    try {
      return new ModernAnswer.Success(new JsonMapper().readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
