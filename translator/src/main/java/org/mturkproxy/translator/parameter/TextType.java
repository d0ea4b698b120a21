package org.mturkproxy.translator.parameter;

import java.util.Optional;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** Free text, kept as it is: not trimmed, not unescaped. Empty counts as absent. */
final class TextType extends ScalarType {

  /** No limit is documented. */
  static final int ANY_LENGTH = Integer.MAX_VALUE;

  private final SchemaType schemaType;
  private final int mostCharacters;
  private final boolean controlsAllowed;

  TextType(int mostCharacters, boolean controlsAllowed) {
    this(Scalar.STRING, mostCharacters, controlsAllowed);
  }

  TextType(SchemaType schemaType, int mostCharacters, boolean controlsAllowed) {
    this.schemaType = schemaType;
    this.mostCharacters = mostCharacters;
    this.controlsAllowed = controlsAllowed;
  }

  @Override
  Optional<Value> parse(String text, String path) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // A code point is a character to the user: an emoji is one, though Java counts two.
    if (text.length() > mostCharacters && text.codePointCount(0, text.length()) > mostCharacters) {
      throw new RefusedException(
          LegacyErrors.invalidValue(
              path,
              text.substring(0, 40) + "…",
              "It is longer than " + mostCharacters + " characters."));
    }
    if (!controlsAllowed && text.chars().anyMatch(TextType::isControl)) {
      throw new RefusedException(
          LegacyErrors.invalidValue(path, "…", "It contains a control character."));
    }
    return Optional.of(new Text(text));
  }

  private static boolean isControl(int c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
  }

  @Override
  public SchemaType schemaType() {
    return schemaType;
  }

  @Override
  public String describe() {
    return mostCharacters == ANY_LENGTH
        ? "text"
        : "text, at most " + mostCharacters + " characters";
  }
}
