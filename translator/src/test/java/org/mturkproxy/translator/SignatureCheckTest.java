package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Permissions;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.authentication.SignatureCheck;
import org.mturkproxy.translator.authentication.SignatureCheck.Failure;
import org.mturkproxy.translator.authentication.SignatureCheck.Mode;
import org.mturkproxy.translator.errand.Errands;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.policy.CallPolicy;

/** Replays, the modes in which signatures are checked, and what a key may do. */
class SignatureCheckTest {

  private static final String SIGNED =
      "AWSAccessKeyIdAKIDEXAMPLEHITId3EXAMPLEHITOperationGetHITSignatureVersion1"
          + "Timestamp2016-05-04T10:20:30ZVersion2014-08-15";
  private static final String VERSION_ONE =
      "AWSAccessKeyId=AKIDEXAMPLE&HITId=3EXAMPLEHIT&Operation=GetHIT&SignatureVersion=1"
          + "&Timestamp=2016-05-04T10%3A20%3A30Z&Version=2014-08-15"
          + "&Signature=fcsg629f2SreqW%2FMtMuIbLspI0s%3D";

  /** The same for an operation that changes something. */
  private static final String DISPOSAL =
      VERSION_ONE
          .replace("GetHIT", "DisposeHIT")
          .replaceFirst(
              "&Signature=.*",
              "&Signature="
                  + LegacyClient.encoded(
                      new LegacySecret(LegacyClient.SECRET)
                          .sign(SIGNED.replace("GetHIT", "DisposeHIT"))));

  private static final String CLASSIC =
      "AWSAccessKeyId=AKIDEXAMPLE&HITId=3EXAMPLEHIT&Operation=GetHIT"
          + "&Timestamp=2016-05-04T10%3A20%3A30Z&Signature=llGLryn7XexFbCsYSJzxnPgolwg%3D";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final Moving clock = new Moving();
  private final List<Failure> failures = new ArrayList<>();

  private LegacyTranslator translator(Mode mode, boolean explained, Permissions permissions) {
    for (int i = 0; i < 3; i++) {
      upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");
    }
    Requester requester =
        new Requester(
            LegacyClient.KEY,
            new LegacySecret(LegacyClient.SECRET),
            upstream,
            "one",
            false,
            permissions,
            CallPolicy.ALLOW);
    return new LegacyTranslator(
        id -> Optional.of(requester).filter(one -> one.accessKeyId().equals(id)),
        clock,
        (id, fault) -> {},
        Errands.NOWHERE,
        LegacyTranslator.Options.DEFAULT.with(new SignatureCheck(mode, explained, failures::add)));
  }

  private LegacyTranslator enforcing() {
    return translator(Mode.ENFORCE, false, Permissions.ALL);
  }

  private Exchange send(LegacyTranslator to, String query, String connection) {
    return send(to, query, connection, "localhost");
  }

  private Exchange send(LegacyTranslator to, String query, String connection, String host) {
    return to.answer(
            new ReceivedRequest(
                LegacyClient.REQUEST_ID,
                clock.instant(),
                "127.0.0.1",
                "GET",
                "/?" + query,
                host,
                "",
                "",
                "",
                "",
                false,
                ByteBuffer.allocate(0),
                connection))
        .toCompletableFuture()
        .join();
  }

  private static Optional<String> code(Exchange exchange) {
    return exchange.answer().errorCode();
  }

  @Test
  void aRequestThatSignsItsParametersIsTakenOnce() {
    LegacyTranslator translator = enforcing();
    assertEquals(Optional.empty(), code(send(translator, DISPOSAL, "a")));
    assertEquals(Optional.of("RequestExpired"), code(send(translator, DISPOSAL, "b")));
    assertEquals(1, upstream.asked().size());
    assertEquals("it was sent before, on another connection", failures.get(0).reason());
  }

  /** Programs side by side ask the same within a second; answering both changes nothing. */
  @Test
  void aReadIsTakenAgain() {
    LegacyTranslator translator = enforcing();
    send(translator, VERSION_ONE, "a");
    assertEquals(Optional.empty(), code(send(translator, VERSION_ONE, "b")));
  }

  @Test
  void aRequestWhoseConnectionIsNotKnownIsTakenOnce() {
    LegacyTranslator translator = enforcing();
    send(translator, DISPOSAL, "");
    assertEquals(Optional.of("RequestExpired"), code(send(translator, DISPOSAL, "")));
  }

  /** boto's loops: equal requests within a second, on one connection (mapping.md 3.3 rule 2). */
  @Test
  void intendedTwinsOfOneConnectionAreTaken() {
    LegacyTranslator translator = enforcing();
    send(translator, DISPOSAL, "a");
    assertEquals(Optional.empty(), code(send(translator, DISPOSAL, "a")));
    assertEquals(2, upstream.asked().size());
  }

  @Test
  void classicSignaturesAreNeverUsedUp() {
    LegacyTranslator translator = enforcing();
    send(translator, CLASSIC, "a");
    assertEquals(Optional.empty(), code(send(translator, CLASSIC, "b")));
    assertEquals(2, upstream.asked().size());
  }

  /** A clock that is a quarter of an hour behind keeps a request fresh for half an hour. */
  @Test
  void aReplayIsRefusedAsLongAsItsTimestampWouldBeTaken() {
    LegacyTranslator translator = enforcing();
    clock.pass(Duration.ofMinutes(-15));
    send(translator, DISPOSAL, "a");
    clock.pass(Duration.ofMinutes(30).minusMillis(1));
    assertEquals(Optional.of("RequestExpired"), code(send(translator, DISPOSAL, "b")));
    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void unknownKeyAndWrongSignatureAnswerTheSame(boolean explained) {
    LegacyTranslator translator = translator(Mode.ENFORCE, explained, Permissions.ALL);
    String wrong = CLASSIC.replace("llGL", "mmGL");
    Exchange known = send(translator, wrong, "a");
    Exchange unknown = send(translator, wrong.replace("AKIDEXAMPLE", "AKIDNOBODY"), "a");
    assertEquals(known.answer().xml(), unknown.answer().xml());
    assertEquals(known.answer().status(), unknown.answer().status());
    assertEquals(
        List.of(
            "its signature does not fit: it was made with another secret, or of another text than"
                + " \"AWSMechanicalTurkRequesterGetHIT2016-05-04T10:20:30Z\"",
            "its access key is not configured"),
        failures.stream().map(Failure::reason).toList());
    assertEquals(
        explained,
        known
            .answer()
            .xml()
            .contains(
                "The Signature must sign the string:"
                    + " AWSMechanicalTurkRequesterGetHIT2016-05-04T10:20:30Z"));
  }

  @Test
  void theTextThatVersionOneSignsIsTold() {
    LegacyTranslator translator = translator(Mode.ENFORCE, true, Permissions.ALL);
    String answer = send(translator, VERSION_ONE.replace("fcsg", "gcsg"), "a").answer().xml();
    assertTrue(answer.contains("The Signature must sign the string: " + SIGNED), answer);
    assertFalse(answer.contains(LegacyClient.SECRET));
    // Whole for the client; for the log without what the parameters say.
    assertEquals(
        List.of(
            "its signature does not fit: it was made with another secret, or of another text than"
                + " all parameters: AWSAccessKeyId…HITId…Operation…SignatureVersion…Timestamp…"
                + "Version…"),
        failures.stream().map(Failure::reason).toList());
  }

  /** A timestamp is whatever a stranger sends: it must not make lines of its own in the log. */
  @Test
  void theReasonIsOneLineOfBoundedLength() {
    String forged =
        CLASSIC.replaceFirst("Timestamp=[^&]*", "Timestamp=%0AERROR" + "x".repeat(2_000));
    send(enforcing(), forged, "a");
    String reason = failures.get(0).reason();
    assertTrue(reason.contains("GetHIT?ERRORxxx"), reason);
    assertEquals(1, reason.lines().count());
    assertTrue(reason.length() < 1_200, reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"LOG", "OFF"})
  void otherModesCarryOutWhatIsWronglySignedAndTooOldButNotForUnknownKeys(Mode mode) {
    LegacyTranslator translator = translator(mode, false, Permissions.ALL);
    clock.pass(Duration.ofHours(1));
    String wrong = CLASSIC.replace("llGL", "mmGL");
    assertEquals(Optional.empty(), code(send(translator, wrong, "a")));
    assertEquals(mode == Mode.LOG ? 2 : 0, failures.size());
    assertEquals(
        Optional.of("AWS.NotAuthorized"),
        code(send(translator, wrong.replace("AKIDEXAMPLE", "AKIDNOBODY"), "a")));
    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest
  @CsvSource({"GetHIT, true", "gethit, true", "GetAssignment, false"})
  void aKeyCallsOnlyWhatItMay(String allowed, boolean passes) {
    LegacyTranslator translator =
        translator(Mode.ENFORCE, false, new Permissions(Optional.of(Set.of(allowed)), false));
    Exchange exchange = send(translator, CLASSIC, "a");
    assertEquals(
        passes ? Optional.empty() : Optional.of("AWS.MechanicalTurk.PermissionDenied"),
        code(exchange));
    assertEquals(passes ? 1 : 0, upstream.asked().size());
  }

  /** Trap 5.1.10. */
  @ParameterizedTest
  @CsvSource({
    "mechanicalturk.sandbox.amazonaws.com, true, false",
    "MechanicalTurk.Sandbox.amazonaws.com:443, true, false",
    "mechanicalturk.amazonaws.com, true, true",
    "mechanicalturk.sandbox.amazonaws.com, false, true"
  })
  void aClientThatMeansTheSandboxIsNeverServedByProduction(
      String host, boolean production, boolean passes) {
    LegacyTranslator translator =
        translator(Mode.ENFORCE, false, new Permissions(Optional.empty(), production));
    Exchange exchange = send(translator, CLASSIC, "a", host);
    assertEquals(
        passes ? Optional.empty() : Optional.of("AWS.MechanicalTurk.PermissionDenied"),
        code(exchange));
    assertEquals(passes ? 1 : 0, upstream.asked().size());
  }

  private static final class Moving extends Clock {

    private Instant now = LegacyClient.NOW;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
