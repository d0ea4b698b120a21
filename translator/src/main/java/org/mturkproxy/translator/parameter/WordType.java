package org.mturkproxy.translator.parameter;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** A word of an enumeration, in any letter case (npm mturk sends {@code submitTime}). */
final class WordType extends ScalarType {

  private final List<String> words;

  WordType(List<String> words) {
    this.words = List.copyOf(words);
  }

  @Override
  Optional<Value> parse(String text, String path) {
    String sent = text.strip();
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    for (String word : words) {
      if (word.equalsIgnoreCase(sent)) {
        return Optional.of(new Text(word));
      }
    }
    throw new RefusedException(LegacyErrors.invalidEnumeration(path, text));
  }

  @Override
  public String describe() {
    return "one of " + String.join(", ", words);
  }
}
