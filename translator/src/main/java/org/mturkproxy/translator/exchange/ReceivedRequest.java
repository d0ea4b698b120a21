package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A request as it came in, whole. Absent headers are empty texts.
 *
 * @param requestId the id that the answer carries as {@code RequestId}: a lower-case UUID
 * @param receivedAt when its last byte was there
 * @param client the client's address, for the log
 * @param method the HTTP method
 * @param target the request target as sent: path and query, still percent-encoded
 * @param host the {@code Host} header
 * @param contentType the {@code Content-Type} header
 * @param soapAction the {@code SOAPAction} header
 * @param userAgent the {@code User-Agent} header
 * @param modernTarget the {@code X-Amz-Target} header, which makes it a modern call
 * @param dryRun whether its headers ask for nothing to be changed
 * @param body the body's bytes; a view that nobody writes to
 * @param connection the same for all requests of one connection; empty when it is not known
 */
public record ReceivedRequest(
    String requestId,
    Instant receivedAt,
    String client,
    String method,
    String target,
    String host,
    String contentType,
    String soapAction,
    String userAgent,
    String modernTarget,
    boolean dryRun,
    ByteBuffer body,
    String connection) {

  public ReceivedRequest {
    requireNonNull(requestId, "requestId");
    requireNonNull(receivedAt, "receivedAt");
    requireNonNull(connection, "connection");
    body = body.asReadOnlyBuffer();
  }

  /** A legacy request that is meant, and of which the connection is not known. */
  public ReceivedRequest(
      String requestId,
      Instant receivedAt,
      String client,
      String method,
      String target,
      String host,
      String contentType,
      String soapAction,
      String userAgent,
      ByteBuffer body) {
    this(
        requestId,
        receivedAt,
        client,
        method,
        target,
        host,
        contentType,
        soapAction,
        userAgent,
        "",
        false,
        body,
        "");
  }

  /** A view of its own for each reader, so that none moves another's position. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** Whether it is REST, SOAP or modern. */
  public Transport transport() {
    return Transport.of(this);
  }
}
