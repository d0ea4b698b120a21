package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mturkproxy.proxy.upstream.SigV4Verifier.Authorization;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** {@code mapping.md} 1.2 and 1.3. */
class SignerTest {

  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String HOST = "mturk-requester-sandbox.us-east-1.amazonaws.com";
  private static final String TARGET = "MTurkRequesterServiceV20170117.GetAccountBalance";
  private static final String SCOPE = "20260101/us-east-1/mturk-requester/aws4_request";
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Signer signer = new Signer(Endpoint.SANDBOX, "us-east-1", "mturk-requester", CLOCK);

  /** The vector proves the verifier that the other tests rely on. */
  @Test
  @Tag("trap-5.5.8")
  void theVerifierGivesTheSignatureOfTheSpecification() {
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/x-amz-json-1.1",
            "host",
            HOST,
            "x-amz-date",
            "20260101T000000Z",
            "x-amz-target",
            TARGET);
    List<String> signed = List.of("content-type", "host", "x-amz-date", "x-amz-target");
    assertEquals(
        "3cdedfe3765d0a49d95ea495560cdd96a1dd05e123382a649f90a4b789d66b65",
        SigV4Verifier.signature(SECRET, SCOPE, signed, headers, BODY));
  }

  @Test
  void signsEveryHeaderThatMatters() {
    Map<String, String> headers = signed(AwsCredentialsIdentity.create(KEY, SECRET));
    Authorization authorization = Authorization.of(headers.get("authorization"));
    assertEquals(
        List.of("content-type", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-target"),
        authorization.signedHeaders());
    assertEquals(KEY, authorization.accessKeyId());
    assertEquals(SCOPE, authorization.scope());
    assertVerified(authorization, headers);
  }

  @Test
  void signsTheTokenOfTemporaryCredentials() {
    Map<String, String> headers =
        signed(AwsSessionCredentialsIdentity.create(KEY, SECRET, "token/+="));
    Authorization authorization = Authorization.of(headers.get("authorization"));
    assertEquals("token/+=", headers.get("x-amz-security-token"));
    assertEquals(
        List.of(
            "content-type",
            "host",
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-target"),
        authorization.signedHeaders());
    assertVerified(authorization, headers);
  }

  @Test
  void sendsExactlyTheHeadersOfTheProtocol() {
    Map<String, String> headers = signed(AwsCredentialsIdentity.create(KEY, SECRET));
    headers.remove("authorization");
    headers.remove("x-amz-content-sha256");
    assertEquals(
        Map.of(
            "host", HOST,
            "content-type", "application/x-amz-json-1.1",
            "content-length", "2",
            "x-amz-date", "20260101T000000Z",
            "x-amz-target", TARGET),
        headers);
  }

  private static void assertVerified(Authorization authorization, Map<String, String> headers) {
    assertEquals(
        SigV4Verifier.signature(
            SECRET, authorization.scope(), authorization.signedHeaders(), headers, BODY),
        authorization.signature());
  }

  private Map<String, String> signed(AwsCredentialsIdentity identity) {
    FullHttpRequest request = signer.sign(identity, TARGET, BODY);
    assertEquals(
        "POST / HTTP/1.1",
        request.method() + " " + request.uri() + " " + request.protocolVersion());
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    request.release();
    return headers;
  }
}
