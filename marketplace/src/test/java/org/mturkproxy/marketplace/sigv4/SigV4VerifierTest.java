package org.mturkproxy.marketplace.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.sigv4.Verdict.Accepted;
import org.mturkproxy.marketplace.sigv4.Verdict.Reason;
import org.mturkproxy.marketplace.sigv4.Verdict.Refused;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SigV4VerifierTest {

  private static final Instant SIGNED_AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  /** The vector of mapping section 1.3, which botocore confirms. */
  private static final RequestHead VECTOR =
      post(
          new Header("Host", "mturk-requester-sandbox.us-east-1.amazonaws.com"),
          new Header("Content-Type", "application/x-amz-json-1.1"),
          new Header("X-Amz-Target", "MTurkRequesterServiceV20170117.GetAccountBalance"),
          new Header("X-Amz-Date", "20260101T000000Z"),
          new Header(
              "Authorization",
              "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/mturk-requester/aws4_request,"
                  + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                  + " Signature=3cdedfe3765d0a49d95ea495560cdd96a1dd05e123382a649f90a4b789d66b65"));

  @Test
  void acceptsTheVector() {
    assertEquals(new Accepted("AKIDEXAMPLE"), verify(VECTOR, BODY));
  }

  @Test
  void acceptsBlanksLeftOutBetweenTheParts() {
    RequestHead compact = changed("Authorization", text -> text.replace(", ", ","));
    assertEquals(new Accepted("AKIDEXAMPLE"), verify(compact, BODY));
  }

  @Test
  void refusesAnotherBody() {
    assertRefused(Reason.MISMATCH, VECTOR, "{ }".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Target, GetAccountBalance, SendBonus",
    "Host, sandbox, production",
    "Content-Type, 1.1, 1.0",
    "Authorization, us-east-1, us-west-2",
    "Authorization, Signature=3, Signature=4",
  })
  void refusesWhatWasChangedAfterSigning(String header, String from, String to) {
    assertRefused(Reason.MISMATCH, changed(header, text -> text.replace(from, to)), BODY);
  }

  @Test
  void refusesAnUnknownKey() {
    Refused refused =
        assertRefused(
            Reason.UNKNOWN_KEY,
            changed("Authorization", text -> text.replace("AKIDEXAMPLE", "AKIDOTHER")),
            BODY);
    assertEquals("The security token included in the request is invalid.", refused.message());
  }

  @Test
  void refusesASessionTokenBecauseNoKeyHasOne() {
    RequestHead signedToken =
        with(
            changed(
                "Authorization",
                text -> text.replace("x-amz-date;", "x-amz-date;x-amz-security-token;")),
            new Header("X-Amz-Security-Token", "token"));
    assertRefused(Reason.UNKNOWN_KEY, signedToken, BODY);
  }

  @Test
  void refusesAnUnsignedCall() {
    assertRefused(Reason.NOT_SIGNED, without("Authorization"), BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "X-Amz-Date", "X-Amz-Target", "Content-Type"})
  void refusesACallWithoutAHeaderThatItSaysIsSigned(String header) {
    assertRefused(Reason.INCOMPLETE, without(header), BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "x-amz-date", "x-amz-target"})
  void refusesACallWhoseEssentialHeadersAreNotSigned(String header) {
    RequestHead unsigned =
        changed(
            "Authorization",
            text -> text.replace(header + ";", "").replace(";" + header + ",", ","));
    Refused refused = assertRefused(Reason.MISMATCH, unsigned, BODY);
    assertEquals(
        "'" + header + "' must be a 'SignedHeader' in the AWS Authorization.", refused.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic YTpi",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host",
      })
  void refusesAMangledAuthorization(String authorization) {
    assertRefused(Reason.INCOMPLETE, changed("Authorization", text -> authorization), BODY);
  }

  @Test
  void refusesTwoAuthorizations() {
    RequestHead twice = with(VECTOR, VECTOR.headers().get(4));
    assertRefused(Reason.INCOMPLETE, twice, BODY);
  }

  @ParameterizedTest
  @CsvSource({"-300, true", "300, true", "-301, false", "301, false"})
  void allowsFiveMinutesOfSkew(long seconds, boolean accepted) {
    Verdict verdict = verifierAt(SIGNED_AT.plusSeconds(seconds)).verify(VECTOR, BODY);
    assertEquals(accepted, verdict instanceof Accepted);
  }

  @Test
  void tellsASlowClockTheTime() {
    assertEquals(
        new Refused(
            Reason.SKEWED,
            "Signature expired: 20260101T000000Z is now earlier than 20260101T000501Z"
                + " (20260101T001001Z - 5 min.)"),
        verifierAt(SIGNED_AT.plus(Duration.ofSeconds(601))).verify(VECTOR, BODY));
  }

  @Test
  void tellsAFastClockTheTime() {
    assertEquals(
        new Refused(
            Reason.SKEWED,
            "Signature not yet current: 20260101T000000Z is still later than 20251231T235459Z"
                + " (20251231T234959Z + 5 min.)"),
        verifierAt(SIGNED_AT.minus(Duration.ofSeconds(601))).verify(VECTOR, BODY));
  }

  @ParameterizedTest
  @CsvSource({
    "20260101/us-east-1/mturk-requester/aws4_request, 20251231/us-east-1/mturk-requester/aws4_request",
    "20260101/us-east-1/mturk-requester/aws4_request, 20260101/us-east-1/s3/aws4_request",
    "20260101/us-east-1/mturk-requester/aws4_request, 20260101/us-east-1/mturk-requester/aws5",
  })
  void refusesAnotherScope(String from, String to) {
    assertRefused(Reason.MISMATCH, changed("Authorization", text -> text.replace(from, to)), BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?b=2&a=1",
        "/?a=%2B+x&a=A&plain",
        "/a%20b/c",
        "/%C3%A4/x~y",
      })
  void agreesWithTheSignerOfTheAwsSdk(String target) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:8081" + target))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "MTurkRequesterServiceV20170117.GetHIT")
            .putHeader("X-Blanks", "  a   b  ")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create("AKIDEXAMPLE", SECRET))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mturk-requester")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK, Clock.fixed(SIGNED_AT, ZoneOffset.UTC)))
            .request();
    List<Header> headers = new ArrayList<>();
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    URI sent = signed.getUri();
    RequestHead head =
        new RequestHead(
            "POST", sent.getRawPath(), Optional.ofNullable(sent.getRawQuery()).orElse(""), headers);
    assertEquals(new Accepted("AKIDEXAMPLE"), verify(head, BODY));
  }

  @Test
  void neverTellsASecretOrASignature() {
    Refused refused =
        assertRefused(
            Reason.MISMATCH,
            changed("Authorization", text -> text.replace("Signature=3", "Signature=4")),
            BODY);
    assertFalse(refused.toString().contains(SECRET));
    assertFalse(refused.toString().contains("cdedfe3765d0a49d95ea4"));
  }

  private static Refused assertRefused(Reason reason, RequestHead head, byte[] body) {
    Verdict verdict = verify(head, body);
    assertTrue(verdict instanceof Refused, verdict::toString);
    Refused refused = (Refused) verdict;
    assertEquals(reason, refused.reason(), refused.message());
    return refused;
  }

  private static Verdict verify(RequestHead head, byte[] body) {
    return verifierAt(SIGNED_AT).verify(head, body);
  }

  private static SigV4Verifier verifierAt(Instant now) {
    return new SigV4Verifier(
        "mturk-requester",
        key -> key.equals("AKIDEXAMPLE") ? Optional.of(new Secret(SECRET)) : Optional.empty(),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static RequestHead post(Header... headers) {
    return new RequestHead("POST", "/", "", List.of(headers));
  }

  private static RequestHead changed(String name, UnaryOperator<String> change) {
    return new RequestHead(
        "POST",
        "/",
        "",
        VECTOR.headers().stream()
            .map(
                header ->
                    header.name().equals(name)
                        ? new Header(name, change.apply(header.value()))
                        : header)
            .toList());
  }

  private static RequestHead without(String name) {
    Predicate<Header> named = header -> header.name().equals(name);
    return new RequestHead(
        "POST", "/", "", VECTOR.headers().stream().filter(named.negate()).toList());
  }

  private static RequestHead with(RequestHead head, Header added) {
    List<Header> headers = new ArrayList<>(head.headers());
    headers.add(added);
    return new RequestHead("POST", "/", "", headers);
  }
}
