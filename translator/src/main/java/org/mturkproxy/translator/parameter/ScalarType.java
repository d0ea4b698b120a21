package org.mturkproxy.translator.parameter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.wire.ParameterNode;

/** A type written as one text. */
public abstract class ScalarType implements ParameterType {

  ScalarType() {}

  /**
   * Understands one text.
   *
   * @return empty when the text counts as absent
   * @throws org.mturkproxy.translator.error.RefusedException when it is not acceptable
   */
  abstract Optional<Value> parse(String text, String path);

  @Override
  public SchemaType schemaType() {
    return Scalar.STRING;
  }

  /** Of several numbers the lowest is meant: the Perl SDK numbers plain scalars. */
  @Override
  public final Optional<Value> read(Collection<ParameterNode> sent, String path) {
    for (ParameterNode node : sent) {
      if (!node.texts().isEmpty()) {
        refuseContradiction(node.texts(), path);
        return parse(node.texts().get(0), path);
      }
    }
    return Optional.empty();
  }

  /** One name with two values: nobody can tell which is meant, and it may be money. */
  private static void refuseContradiction(List<String> texts, String path) {
    String first = texts.get(0);
    for (String other : texts) {
      if (!other.isEmpty() && !other.equals(first)) {
        throw new RefusedException(
            LegacyErrors.invalidValue(path, other, "It was given before with another value."));
      }
    }
  }
}
