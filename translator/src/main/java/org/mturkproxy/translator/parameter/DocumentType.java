package org.mturkproxy.translator.parameter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/**
 * An XML document as text. It goes on byte for byte: parsing and printing it again would lose CDATA
 * and break HTML pages. Only a byte order mark at its start is removed.
 */
final class DocumentType extends ScalarType {

  private static final int MOST_BYTES = 65_535;

  @Override
  Optional<Value> parse(String text, String path) {
    String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (document.isEmpty()) {
      return Optional.empty();
    }
    if (document.length() > MOST_BYTES / 3
        && document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new RefusedException(
          LegacyErrors.invalidValue(
              path,
              document.substring(0, 40) + "…",
              "It is longer than " + MOST_BYTES + " bytes."));
    }
    return Optional.of(new Text(document));
  }

  @Override
  public String describe() {
    return "XML document, at most " + MOST_BYTES + " bytes";
  }
}
