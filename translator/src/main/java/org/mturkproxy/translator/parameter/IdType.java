package org.mturkproxy.translator.parameter;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** An id or code: outer white space is cut, an empty one is absent ({@code mapping.md} 4.1). */
public final class IdType extends ScalarType {

  private final String name;
  private final Pattern pattern;
  private final UnaryOperator<String> spelling;
  private final String complaint;

  IdType(String name, String pattern) {
    this(name, pattern, UnaryOperator.identity(), "");
  }

  private IdType(String name, String pattern, UnaryOperator<String> spelling, String complaint) {
    this.name = name;
    this.pattern = Pattern.compile(pattern);
    this.spelling = spelling;
    this.complaint = complaint;
  }

  /** This type, its values spelt as the modern API wants them. */
  IdType spelt(UnaryOperator<String> change) {
    return new IdType(name, pattern.pattern(), change, complaint);
  }

  /** This type, with a sentence that the legacy service began its refusal with. */
  public IdType complaining(String sentence) {
    return new IdType(name, pattern.pattern(), spelling, sentence + " ");
  }

  @Override
  Optional<Value> parse(String text, String path) {
    String id = text.strip();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    if (!pattern.matcher(id).matches()) {
      throw new RefusedException(LegacyErrors.invalidValue(path, id).after(complaint));
    }
    return Optional.of(new Text(spelling.apply(id)));
  }

  @Override
  public String describe() {
    return name;
  }
}
