package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import org.mturkproxy.marketplace.Account;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A client that costs little: one connection, requests as bytes, answers hardly looked at. */
final class RawClient implements AutoCloseable {

  /** So much of an answer's end is kept: that is where a list has its token. */
  private static final int TAIL = 4096;

  private final URI endpoint;
  private final Account account;
  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[65_536];

  RawClient(URI endpoint, Account account) throws IOException {
    this.endpoint = endpoint;
    this.account = account;
    this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
  }

  /** A signed request, good for five minutes. */
  byte[] request(String operation, String body) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "MTurkRequesterServiceV20170117." + operation)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(
                            AwsCredentialsIdentity.create(
                                account.accessKeyId(), account.secret().reveal()))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mturk-requester")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    StringBuilder text = new StringBuilder("POST / HTTP/1.1\r\n");
    signed
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> text.append(name).append(": ").append(value).append("\r\n")));
    text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
    return (text + body).getBytes(UTF_8);
  }

  /**
   * Sends a request and reads the answer to its end.
   *
   * @return the last part of the body
   * @throws IOException also if the answer is not 200
   */
  String exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") < head.length() - 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length =
        Integer.parseInt(lower.replaceAll("(?s).*\r\ncontent-length: *([0-9]+)\r\n.*", "$1"));
    String body = body(length);
    if (!lower.startsWith("http/1.1 200")) {
      throw new IOException(lower.substring(0, 12) + " " + body);
    }
    return body;
  }

  private String body(int length) throws IOException {
    int left = length;
    String tail = "";
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException("the answer was cut");
      }
      left -= read;
      String part = new String(buffer, 0, read, ISO_8859_1);
      tail = (tail + part).substring(Math.max(0, tail.length() + part.length() - TAIL));
    }
    return tail;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
