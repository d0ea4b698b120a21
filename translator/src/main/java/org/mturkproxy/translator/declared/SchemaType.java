package org.mturkproxy.translator.declared;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The type of an element in the legacy schema. */
public sealed interface SchemaType permits Scalar, Vocabulary, SchemaType.Complex, SchemaType.Ref {

  /**
   * A structure.
   *
   * @param name of the complex type; empty for one that is spelt out where it is used
   * @param members in the order of the schema
   */
  record Complex(String name, List<Member> members) implements SchemaType {
    public Complex {
      requireNonNull(name, "name");
      members = List.copyOf(members);
    }
  }

  /**
   * The structure of an element that the schema declares by itself and only refers to from others.
   *
   * @param members of the element; empty where the element is described elsewhere
   */
  record Ref(List<Member> members) implements SchemaType {
    public Ref {
      members = List.copyOf(members);
    }
  }

  /**
   * One element of a structure.
   *
   * @param name its name
   * @param type its type
   * @param occurrence in which versions, and how often
   */
  record Member(String name, SchemaType type, Occurrence occurrence) {
    public Member {
      requireNonNull(name, "name");
      requireNonNull(type, "type");
      requireNonNull(occurrence, "occurrence");
    }
  }
}
