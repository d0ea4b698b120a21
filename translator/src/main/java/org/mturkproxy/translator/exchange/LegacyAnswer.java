package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the legacy client gets.
 *
 * @param status the HTTP status: 200 for nearly every error too ({@code legacy-api.md} 6.6)
 * @param errorCode the first legacy error code in the body, for the log; empty on success
 * @param body the XML, UTF-8; a view that nobody writes to
 */
public record LegacyAnswer(int status, Optional<String> errorCode, ByteBuffer body) {

  /** .NET takes only {@code text/xml} and, like Axis, believes the charset. */
  public static final String CONTENT_TYPE = "text/xml; charset=utf-8";

  public LegacyAnswer {
    requireNonNull(errorCode, "errorCode");
    body = body.asReadOnlyBuffer();
  }

  /** A view of its own for each reader, so that none moves another's position. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** The body as text. */
  public String xml() {
    return StandardCharsets.UTF_8.decode(body()).toString();
  }
}
