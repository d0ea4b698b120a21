package org.mturkproxy.translator.parameter;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * One declared parameter, or one member of a structure.
 *
 * @param name the legacy name
 * @param modernName the modern member it becomes
 * @param type how it is read and said in the modern API
 * @param required whether the legacy service refused a call without it
 * @param fallback what is sent upstream when the caller left it out
 * @param forwarded whether it goes upstream at all; paging and sorting are done by the proxy
 * @param unless another parameter in whose presence this one is ignored, as the legacy service did
 */
public record Parameter(
    String name,
    String modernName,
    ParameterType type,
    boolean required,
    Optional<Value> fallback,
    boolean forwarded,
    Optional<String> unless) {

  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(modernName, "modernName");
    requireNonNull(type, "type");
    requireNonNull(fallback, "fallback");
    requireNonNull(unless, "unless");
  }

  /** A parameter that must be there, under the same modern name. */
  public static Parameter required(String name, ParameterType type) {
    return new Parameter(name, name, type, true, Optional.empty(), true, Optional.empty());
  }

  /** A parameter that may be left out, under the same modern name. */
  public static Parameter optional(String name, ParameterType type) {
    return new Parameter(name, name, type, false, Optional.empty(), true, Optional.empty());
  }

  /** This parameter, called differently in the modern API. */
  public Parameter as(String modern) {
    return new Parameter(name, modern, type, required, fallback, forwarded, unless);
  }

  /** This parameter, with a value that is sent when the caller gives none. */
  public Parameter otherwise(Value value) {
    return new Parameter(name, modernName, type, required, Optional.of(value), forwarded, unless);
  }

  /** This parameter, used by the proxy itself and never sent. */
  public Parameter kept() {
    return new Parameter(name, modernName, type, required, fallback, false, unless);
  }

  /** This parameter, neither needed nor read when the other one is given. */
  public Parameter unless(String other) {
    return new Parameter(name, modernName, type, required, fallback, forwarded, Optional.of(other));
  }

  /** What goes upstream for this parameter, given what was understood of the call. */
  Optional<Value> modern(Structure understood) {
    if (!forwarded || unless.filter(understood::has).isPresent()) {
      return Optional.empty();
    }
    Optional<Value> given = understood.member(name).map(type::toModern);
    return given.isPresent() ? given : fallback;
  }
}
