package org.mturkproxy.translator.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.wire.ParameterNode;

/**
 * A structure, or a list of structures. Each structure has a number on the wire, but for the many
 * clients that leave it out.
 */
public final class StructureType implements ParameterType {

  private static final int ONE = 0;

  private final String name;
  private final List<Parameter> members;
  private final int mostItems;
  private final BiConsumer<Structure, String> rule;
  private final UnaryOperator<Value> modern;

  private StructureType(
      String name,
      List<Parameter> members,
      int mostItems,
      BiConsumer<Structure, String> rule,
      UnaryOperator<Value> modern) {
    this.name = name;
    this.members = List.copyOf(members);
    this.mostItems = mostItems;
    this.rule = rule;
    this.modern = modern;
  }

  /**
   * A structure that is a complex type of the schema.
   *
   * @param type its name
   * @param members in the order of the schema
   */
  public static StructureType of(String type, Parameter... members) {
    return new StructureType(
        type, List.of(members), ONE, (value, path) -> {}, UnaryOperator.identity());
  }

  /** A list of such structures. */
  public StructureType listOfAtMost(int items) {
    return new StructureType(name, members, items, rule, modern);
  }

  /**
   * With a rule over the members of one structure.
   *
   * @param check gets the structure under legacy names and its path, and throws a {@link
   *     RefusedException} where the rule is broken
   */
  public StructureType where(BiConsumer<Structure, String> check) {
    return new StructureType(name, members, mostItems, check, modern);
  }

  /** With a last change to what the modern API gets, after the members were renamed. */
  public StructureType sentAs(UnaryOperator<Value> change) {
    return new StructureType(name, members, mostItems, rule, change);
  }

  @Override
  public Optional<Value> read(Collection<ParameterNode> sent, String path) {
    boolean list = mostItems > ONE;
    List<Value> values = new ArrayList<>();
    for (ParameterNode node : sent) {
      String one = list ? path + "." + node.number() : path;
      if (node.isNumberedTwice()) {
        throw new RefusedException(
            LegacyErrors.invalidValue(one, "", "It has two numbers where one belongs."));
      }
      if (node.isStructure()) {
        values.add(one(node, one));
      } else {
        refuseScalar(node, path);
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (!list) {
      if (values.size() > 1) {
        throw new RefusedException(LegacyErrors.tooMany(path, 1));
      }
      return Optional.of(values.get(0));
    }
    if (values.size() > mostItems) {
      throw new RefusedException(LegacyErrors.tooMany(path, mostItems));
    }
    return Optional.of(new Items(values));
  }

  private Structure one(ParameterNode node, String path) {
    Structure value = ParameterReader.read(members, node, path + ".");
    rule.accept(value, path);
    return value;
  }

  /** An empty scalar beside the structure is a habit of npm mturk-api; any other is a mistake. */
  private static void refuseScalar(ParameterNode node, String path) {
    for (String text : node.texts()) {
      if (!text.isBlank()) {
        throw new RefusedException(LegacyErrors.invalidEnumeration(path, text));
      }
    }
  }

  @Override
  public Value toModern(Value understood) {
    if (understood instanceof Items items) {
      return new Items(items.values().stream().map(this::oneToModern).toList());
    }
    return oneToModern(understood);
  }

  private Value oneToModern(Value understood) {
    return modern.apply(ParameterReader.toModern(members, (Structure) understood));
  }

  /** The members, in the order of the schema. */
  public List<Parameter> members() {
    return members;
  }

  @Override
  public SchemaType schemaType() {
    return new SchemaType.Complex(name, Parameter.declared(members));
  }

  @Override
  public boolean repeats() {
    return mostItems > ONE;
  }

  @Override
  public boolean canSay(Value understood, ApiVersion version) {
    return members.stream().allMatch(member -> member.canSayIn((Structure) understood, version));
  }

  @Override
  public String describe() {
    String names =
        members.stream().map(Parameter::name).collect(Collectors.joining(", ", "{", "}"));
    return mostItems > ONE ? "list of at most " + mostItems + ": " + names : names;
  }
}
