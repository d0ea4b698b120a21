package org.mturkproxy.translator.parameter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.Occurrence;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * One declared parameter, or one member of a structure. In the schema it is mandatory if it is
 * required, and comes more than once if it is a list, in every version, unless it is said
 * otherwise.
 *
 * @param name the legacy name
 * @param modernName the modern member it becomes
 * @param type how it is read and said in the modern API
 * @param required whether the legacy service refused a call without it
 * @param fallback what is sent upstream when the caller left it out
 * @param forwarded whether it goes upstream at all; paging and sorting are done by the proxy
 * @param unless another parameter in whose presence this one is ignored, as the legacy service did
 * @param occurrence what the schemas say of it; what they say binds neither the caller nor us
 * @param trailing whether the schema has it after {@code ResponseGroup}
 */
public record Parameter(
    String name,
    String modernName,
    ParameterType type,
    boolean required,
    Optional<Value> fallback,
    boolean forwarded,
    Optional<String> unless,
    Occurrence occurrence,
    boolean trailing) {

  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(modernName, "modernName");
    requireNonNull(type, "type");
    requireNonNull(fallback, "fallback");
    requireNonNull(unless, "unless");
    requireNonNull(occurrence, "occurrence");
  }

  /** A parameter that must be there, under the same modern name. */
  public static Parameter required(String name, ParameterType type) {
    return of(name, type, true);
  }

  /** A parameter that may be left out, under the same modern name. */
  public static Parameter optional(String name, ParameterType type) {
    return of(name, type, false);
  }

  private static Parameter of(String name, ParameterType type, boolean required) {
    Occurrence occurrence =
        Occurrence.OPTIONAL
            .mandatory(required ? Versions.ALL : Versions.NONE)
            .repeated(type.repeats() ? Versions.ALL : Versions.NONE);
    return new Parameter(
        name, name, type, required, Optional.empty(), true, Optional.empty(), occurrence, false);
  }

  /** This parameter, called differently in the modern API. */
  public Parameter as(String modern) {
    return new Parameter(
        name, modern, type, required, fallback, forwarded, unless, occurrence, trailing);
  }

  /** This parameter, with a value that is sent when the caller gives none. */
  public Parameter otherwise(Value value) {
    return new Parameter(
        name,
        modernName,
        type,
        required,
        Optional.of(value),
        forwarded,
        unless,
        occurrence,
        trailing);
  }

  /** This parameter, used by the proxy itself and never sent. */
  public Parameter kept() {
    return new Parameter(
        name, modernName, type, required, fallback, false, unless, occurrence, trailing);
  }

  /** This parameter, neither needed nor read when the other one is given. */
  public Parameter unless(String other) {
    return new Parameter(
        name,
        modernName,
        type,
        required,
        fallback,
        forwarded,
        Optional.of(other),
        occurrence.mandatory(Versions.NONE),
        trailing);
  }

  /** This parameter, which came with a version. */
  public Parameter since(ApiVersion first) {
    return occurring(occurrence.known(Versions.since(first)));
  }

  /** This parameter, which no schema has. */
  public Parameter outsideTheSchema() {
    return occurring(occurrence.known(Versions.NONE));
  }

  /** This parameter, which these schemas demand, whatever the service did. */
  public Parameter mandatory(Versions versions) {
    return occurring(occurrence.mandatory(versions));
  }

  /** This parameter, of which these schemas allow a list. */
  public Parameter repeated(Versions versions) {
    return occurring(occurrence.repeated(versions));
  }

  /** This list, of which the schema tells that it ends here. */
  public Parameter atMost(int times) {
    return occurring(occurrence.atMost(times));
  }

  private Parameter occurring(Occurrence other) {
    return new Parameter(
        name, modernName, type, required, fallback, forwarded, unless, other, trailing);
  }

  /** This parameter, which the schema has after {@code ResponseGroup}. */
  public Parameter afterGroups() {
    return new Parameter(
        name, modernName, type, required, fallback, forwarded, unless, occurrence, true);
  }

  /** What the schema says of parameters. */
  public static List<SchemaType.Member> declared(List<Parameter> parameters) {
    return parameters.stream()
        .map(p -> new SchemaType.Member(p.name, p.type.schemaType(), p.occurrence))
        .toList();
  }

  /**
   * What of a value fits the schema of a version: those items of it that the version has words for.
   * None when the parameter is unknown to it, or may not come so often.
   */
  public List<Value> sayable(Value understood, ApiVersion version) {
    if (!occurrence.known().include(version)) {
      return List.of();
    }
    List<Value> items = understood instanceof Items list ? list.values() : List.of(understood);
    return items.size() > occurrence.most(version)
        ? List.of()
        : items.stream().filter(item -> type.canSay(item, version)).toList();
  }

  /** Whether a structure can be said in a version as far as it hangs on this member. */
  boolean canSayIn(Structure understood, ApiVersion version) {
    return !occurrence.known().include(version)
        || occurrence.least(version) == 0
        || understood.member(name).filter(v -> sayable(v, version).isEmpty()).isEmpty();
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
