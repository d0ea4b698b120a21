package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mturkproxy.marketplace.model.Operation;
import org.mturkproxy.marketplace.model.Operations;
import org.mturkproxy.marketplace.model.Type;
import software.amazon.awssdk.core.SdkField;

/** Our declarations against the service model in the official SDK. */
class ModelTest {

  private final SdkModel sdk = new SdkModel();

  @Test
  void thereAreThe39Operations() {
    assertEquals(39, Operations.ALL.size());
    assertEquals(
        List.copyOf(sdk.operations().keySet()),
        Operations.ALL.stream().map(Operation::name).sorted().toList());
  }

  @Test
  void everyOperationHasExactlyTheMembersOfTheModel() {
    for (Operation operation : Operations.ALL) {
      SdkModel.SdkOperation modelled = sdk.operations().get(operation.name());
      assertEquals(members(modelled.input()), members(operation.input()), operation.name());
      assertEquals(members(modelled.output()), members(operation.output()), operation.name());
    }
  }

  @Test
  void everyStructureHasExactlyTheMembersOfTheModel() {
    Map<String, Map<String, String>> declared = new TreeMap<>();
    for (Operation operation : Operations.ALL) {
      operation.input().members().forEach(member -> collect(member.type(), declared));
      operation.output().members().forEach(member -> collect(member.type(), declared));
    }
    Map<String, Map<String, String>> modelled = new TreeMap<>();
    sdk.structures().forEach((name, fields) -> modelled.put(name, members(fields)));
    assertEquals(modelled, declared);
  }

  private static void collect(Type type, Map<String, Map<String, String>> found) {
    if (type instanceof Type.Structure structure) {
      found.put(structure.name(), members(structure));
      structure.members().forEach(member -> collect(member.type(), found));
    } else if (type instanceof Type.Items items) {
      collect(items.of(), found);
    }
  }

  private static Map<String, String> members(List<SdkField<?>> fields) {
    return fields.stream()
        .collect(
            Collectors.toMap(
                SdkField::locationName, SdkModel::type, (one, other) -> one, TreeMap::new));
  }

  private static Map<String, String> members(Type.Structure structure) {
    return structure.members().stream()
        .collect(
            Collectors.toMap(
                Type.Member::name,
                member -> name(member.type()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static String name(Type type) {
    if (type instanceof Type.Structure structure) {
      return structure.name();
    } else if (type instanceof Type.Items items) {
      return "List of " + name(items.of());
    } else if (type instanceof Type.Whole whole) {
      return whole.wide() ? "Long" : "Integer";
    } else if (type instanceof Type.Flag) {
      return "Boolean";
    } else if (type instanceof Type.Time) {
      return "Instant";
    }
    return "String";
  }
}
