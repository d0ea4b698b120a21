package org.mturkproxy.translator.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.wire.ParameterNode;

/**
 * A list of scalars: numbered, repeated, or alone ({@code legacy-api.md} 3.2). A list of words is
 * also split at commas; free text never is.
 */
final class ListType implements ParameterType {

  private final ScalarType item;
  private final int mostItems;
  private final boolean distinct;

  ListType(ScalarType item, int mostItems, boolean distinct) {
    this.item = item;
    this.mostItems = mostItems;
    this.distinct = distinct;
  }

  @Override
  public Optional<Value> read(Collection<ParameterNode> sent, String path) {
    List<Value> values = new ArrayList<>();
    for (ParameterNode node : sent) {
      for (String text : node.texts()) {
        for (String part : parts(text)) {
          item.parse(part, path).ifPresent(values::add);
        }
      }
    }
    if (values.size() > mostItems) {
      throw new RefusedException(LegacyErrors.tooMany(path, mostItems));
    }
    List<Value> kept = distinct ? values.stream().distinct().toList() : values;
    return kept.isEmpty() ? Optional.empty() : Optional.of(new Items(kept));
  }

  private List<String> parts(String text) {
    if (!(item instanceof WordType) || text.indexOf(',') < 0) {
      return List.of(text);
    }
    List<String> words = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      // npm mturk writes a comma where & belongs: EventType.1=X,Notification.1.EventType.2=Y
      words.add(word.substring(word.indexOf('=') + 1));
    }
    return words;
  }

  @Override
  public SchemaType schemaType() {
    return item.schemaType();
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public boolean canSay(Value understood, ApiVersion version) {
    return item.canSay(understood, version);
  }

  @Override
  public String describe() {
    return "list of at most " + mostItems + ": " + item.describe();
  }
}
