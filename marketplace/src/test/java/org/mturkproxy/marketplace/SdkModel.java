package org.mturkproxy.marketplace;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.MTurkRequest;
import software.amazon.awssdk.services.mturk.model.MTurkResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** The service model as the official SDK was generated from it. */
final class SdkModel {

  /** An operation: the members of its input and its output. */
  record SdkOperation(List<SdkField<?>> input, List<SdkField<?>> output) {}

  private final Map<String, SdkOperation> operations = new TreeMap<>();
  private final Map<String, List<SdkField<?>>> structures = new TreeMap<>();

  SdkModel() {
    Arrays.stream(MTurkClient.class.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> MTurkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(method -> MTurkResponse.class.isAssignableFrom(method.getReturnType()))
        .forEach(this::add);
  }

  Map<String, SdkOperation> operations() {
    return operations;
  }

  Map<String, List<SdkField<?>>> structures() {
    return structures;
  }

  /**
   * A member, with those inside of it if it is a structure, or a list of structures.
   *
   * @param path such as {@code QualificationRequirements.Comparator}
   * @param owner the structure that it is in; empty if it is of an operation itself
   */
  record Member(String path, String owner, String type, List<Member> inside) {
    Member {
      inside = List.copyOf(inside);
    }

    String name() {
      return path.substring(path.lastIndexOf('.') + 1);
    }
  }

  /** These members, each followed by all that are inside of it. */
  List<Member> members(List<SdkField<?>> fields) {
    return tree("", "", fields).stream().flatMap(SdkModel::withInside).toList();
  }

  private static Stream<Member> withInside(Member member) {
    return Stream.concat(Stream.of(member), member.inside().stream().flatMap(SdkModel::withInside));
  }

  private List<Member> tree(String prefix, String owner, List<SdkField<?>> fields) {
    return fields.stream()
        .sorted(Comparator.comparing(SdkField::locationName))
        .map(
            field -> {
              String path = prefix + field.locationName();
              String structure = type(field).replace("List of ", "");
              return new Member(
                  path,
                  owner,
                  type(field),
                  tree(path + ".", structure, structures.getOrDefault(structure, List.of())));
            })
        .toList();
  }

  private void add(Method method) {
    String name =
        method.getName().substring(0, 1).toUpperCase(Locale.ROOT) + method.getName().substring(1);
    List<SdkField<?>> input = fields(method.getParameterTypes()[0]);
    List<SdkField<?>> output = fields(method.getReturnType());
    operations.put(name, new SdkOperation(input, output));
    input.forEach(this::addStructure);
    output.forEach(this::addStructure);
  }

  private void addStructure(SdkField<?> field) {
    if (field.marshallingType() == MarshallingType.LIST) {
      addStructure(field.getTrait(ListTrait.class).memberFieldInfo());
    } else if (field.marshallingType() == MarshallingType.SDK_POJO) {
      SdkPojo structure = built(field);
      if (structures.put(structure.getClass().getSimpleName(), structure.sdkFields()) == null) {
        structure.sdkFields().forEach(this::addStructure);
      }
    }
  }

  /** The type of a member, such as {@code Integer} or {@code List of HIT}. */
  static String type(SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.LIST) {
      return "List of " + type(field.getTrait(ListTrait.class).memberFieldInfo());
    }
    return type == MarshallingType.SDK_POJO
        ? built(field).getClass().getSimpleName()
        : type.getTargetClass().getSimpleName();
  }

  private static SdkPojo built(SdkField<?> field) {
    SdkPojo builder = field.constructor().get();
    return (SdkPojo) ((Buildable) builder).build();
  }

  private static List<SdkField<?>> fields(Class<?> type) {
    try {
      Object builder = type.getMethod("builder").invoke(null);
      return ((SdkPojo) builder).sdkFields();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
