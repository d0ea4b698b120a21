package org.mturkproxy.proxy.upstream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Makes signed HTTP requests of modern calls ({@code mapping.md} 1.2 and 1.3). The AWS SDK's signer
 * adds and signs {@code x-amz-content-sha256}, as it does for the SDK's own MTurk client; every
 * verifier goes by the list of signed headers.
 */
final class Signer {

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final Endpoint endpoint;
  private final String region;
  private final String service;
  private final Clock clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  Signer(Endpoint endpoint, String region, String service, Clock clock) {
    this.endpoint = endpoint;
    this.region = region;
    this.service = service;
    this.clock = clock;
  }

  /**
   * A request signed for this moment; each attempt needs its own.
   *
   * @param target the {@code X-Amz-Target} header
   * @param body the JSON; not copied
   */
  FullHttpRequest sign(AwsCredentialsIdentity identity, String target, byte[] body) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol(endpoint.tls() ? "https" : "http")
            .host(endpoint.host())
            .port(endpoint.port())
            .encodedPath("/")
            .putHeader("Host", endpoint.hostHeader())
            .putHeader("Content-Type", CONTENT_TYPE)
            .putHeader("X-Amz-Target", target)
            .build();
    SdkHttpRequest signed =
        signer
            .sign(
                request ->
                    request
                        .identity(identity)
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    signed.forEachHeader((name, values) -> request.headers().set(name, values));
    request.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return request;
  }
}
