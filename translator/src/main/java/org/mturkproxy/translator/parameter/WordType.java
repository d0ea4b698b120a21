package org.mturkproxy.translator.parameter;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** A word of an enumeration, in any letter case (npm mturk sends {@code submitTime}). */
final class WordType extends ScalarType {

  private final Vocabulary vocabulary;
  private final List<String> words;

  /** Those of the words that are understood here, of whatever version. */
  WordType(Vocabulary vocabulary, List<String> words) {
    this.vocabulary = vocabulary;
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
  public SchemaType schemaType() {
    return vocabulary;
  }

  @Override
  public boolean canSay(Value understood, ApiVersion version) {
    return vocabulary.has(((Text) understood).text(), version);
  }

  @Override
  public String describe() {
    return "one of " + String.join(", ", words);
  }
}
