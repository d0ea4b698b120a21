package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the client gets: legacy XML, or to a modern call its JSON.
 *
 * @param status the HTTP status: 200 for nearly every error too ({@code legacy-api.md} 6.6)
 * @param errorCode the first legacy error code in the body, for the log; empty on success
 * @param headers HTTP header lines of its own, by name; {@code Content-Type} where it is not {@link
 *     #CONTENT_TYPE}
 * @param body the XML, UTF-8; a view that nobody writes to
 */
public record LegacyAnswer(
    int status, Optional<String> errorCode, Map<String, String> headers, ByteBuffer body) {

  /** .NET takes only {@code text/xml} and, like Axis, believes the charset. */
  public static final String CONTENT_TYPE = "text/xml; charset=utf-8";

  public LegacyAnswer {
    requireNonNull(errorCode, "errorCode");
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    body = body.asReadOnlyBuffer();
  }

  /** XML that needs no header lines of its own. */
  public LegacyAnswer(int status, Optional<String> errorCode, ByteBuffer body) {
    this(status, errorCode, Map.of(), body);
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
