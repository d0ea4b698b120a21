package org.mturkproxy.translator.parameter;

import java.util.Collection;
import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.wire.ParameterNode;

/** How a parameter is read, and how its value is said in the modern API. */
public interface ParameterType {

  /**
   * Reads what was sent under a parameter's name.
   *
   * @param sent everything under the name, in the order of its numbers; may be empty
   * @param path the parameter's name as errors tell it, such as {@code Reward.Amount}
   * @return the value under legacy names; empty when it is absent, or empty and so counts as absent
   * @throws org.mturkproxy.translator.error.RefusedException when it is not acceptable
   */
  Optional<Value> read(Collection<ParameterNode> sent, String path);

  /** The same value as the modern API wants it: modern names, modern shape. */
  default Value toModern(Value understood) {
    return understood;
  }

  /** Its type in the schema; for a list, that of one item. */
  SchemaType schemaType();

  /** Whether it is a list. */
  default boolean repeats() {
    return false;
  }

  /**
   * Whether the schema of a version has words for all of a value: requests newer than their version
   * are carried out, but their echo must fit the schema ({@code legacy-api.md} 9.4).
   *
   * @param understood under legacy names, as {@link #read} gave it
   */
  default boolean canSay(Value understood, ApiVersion version) {
    return true;
  }

  /** For people: the type and its limits, such as {@code number 1..100}. */
  String describe();
}
