package org.mturkproxy.translator.parameter;

import java.util.Locale;
import java.util.Optional;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Value;

/** A boolean: {@code true}, {@code 1} or {@code T} and their opposites, in any letter case. */
final class FlagType extends ScalarType {

  @Override
  Optional<Value> parse(String text, String path) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "" -> Optional.empty();
      case "true", "1", "t" -> Optional.of(new Flag(true));
      case "false", "0", "f" -> Optional.of(new Flag(false));
      default -> throw new RefusedException(LegacyErrors.invalidValue(path, text));
    };
  }

  @Override
  public SchemaType schemaType() {
    return Scalar.BOOLEAN;
  }

  @Override
  public String describe() {
    return "boolean";
  }
}
