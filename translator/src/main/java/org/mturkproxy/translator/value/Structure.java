package org.mturkproxy.translator.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Named values in a fixed order; an absent member is simply not there. */
public record Structure(Map<String, Value> members) implements Value {

  /** A structure without members: the input of an operation that takes none. */
  public static final Structure EMPTY = new Structure(Map.of());

  public Structure {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** The member with this exact name, if there. */
  public Optional<Value> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The text of a member; empty when the member is absent or is not a text. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof Text value ? Optional.of(value.text()) : Optional.empty();
  }

  /** The number of a member, or the given one when the member is absent or is not a number. */
  public long whole(String name, long otherwise) {
    return members.get(name) instanceof Whole value ? value.number() : otherwise;
  }

  /** This structure with one more member at its end, or with that member replaced in its place. */
  public Structure with(String name, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Structure(more);
  }

  /** This structure without a member. */
  public Structure without(String name) {
    Map<String, Value> fewer = new LinkedHashMap<>(members);
    fewer.remove(name);
    return new Structure(fewer);
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Value> member : members.entrySet()) {
      json.writeFieldName(member.getKey());
      member.getValue().writeJson(json);
    }
    json.writeEndObject();
  }
}
