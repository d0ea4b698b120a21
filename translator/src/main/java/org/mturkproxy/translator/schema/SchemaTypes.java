package org.mturkproxy.translator.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.SchemaType.Member;
import org.mturkproxy.translator.declared.Vocabulary;

/** Collects what a schema must define, from what its elements are made of. */
final class SchemaTypes {

  private final ApiVersion version;
  private final Map<String, List<Member>> elements = new LinkedHashMap<>();
  private final Map<String, SchemaType> named = new LinkedHashMap<>();

  SchemaTypes(ApiVersion version) {
    this.version = version;
  }

  /** Adds an element that stands by itself, and all that it uses. */
  void addElement(String name, List<Member> members) {
    if (elements.put(name, members) == null) {
      members.forEach(this::addMember);
    }
  }

  /** Adds a type, and all that it uses. */
  void add(SchemaType type) {
    if (type instanceof Vocabulary vocabulary) {
      isNew(vocabulary.name(), vocabulary);
    } else if (type instanceof SchemaType.Complex complex && isNew(complex.name(), complex)) {
      complex.members().forEach(this::addMember);
    }
  }

  private void addMember(Member member) {
    if (!member.occurrence().known().include(version)) {
      return;
    }
    if (member.type() instanceof SchemaType.Ref ref && !ref.members().isEmpty()) {
      addElement(member.name(), ref.members());
    } else {
      add(member.type());
    }
  }

  /** Requests and answers share types: each is declared for both, in the same way. */
  private boolean isNew(String name, SchemaType type) {
    if (name.isEmpty()) {
      return true;
    }
    SchemaType before = named.putIfAbsent(name, type);
    if (before != null && !before.equals(type)) {
      throw new IllegalStateException("declared in two ways: " + name);
    }
    return before == null;
  }

  Map<String, List<Member>> elements() {
    return elements;
  }

  /** Complex types and enumerations. */
  Map<String, SchemaType> named() {
    return named;
  }
}
