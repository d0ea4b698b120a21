package org.mturkproxy.translator.modern;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.mturkproxy.translator.value.Structure;

/**
 * One call of the modern API, not yet signed.
 *
 * @param operation the modern operation name, as in the {@code X-Amz-Target} header after the dot
 * @param input its members, named and typed as in {@code mapping.md} section 2
 * @param repeat whether the transport may send it again when the outcome is unknown
 */
public record ModernCall(String operation, Structure input, Repeat repeat) {

  /** What the {@code X-Amz-Target} header begins with, before the operation. */
  public static final String TARGET_PREFIX = "MTurkRequesterServiceV20170117.";

  /** Characters beyond the basic plane go as UTF-8, which is also shorter to read in a log. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  public ModernCall {
    requireNonNull(operation, "operation");
    requireNonNull(input, "input");
    requireNonNull(repeat, "repeat");
  }

  /** The value of the {@code X-Amz-Target} header. */
  public String target() {
    return TARGET_PREFIX + operation;
  }

  /** The body to send: one JSON object, UTF-8; <code>{}</code> for an operation without input. */
  public byte[] body() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      input.writeJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: a byte array takes every write", e);
    }
    return bytes.toByteArray();
  }
}
