package org.mturkproxy.marketplace;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
