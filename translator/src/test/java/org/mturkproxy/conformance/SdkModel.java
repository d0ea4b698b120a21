package org.mturkproxy.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mturkproxy.translator.modern.ModernCall;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** The AWS SDK's own model of the modern API, as a second opinion on what we send. */
public final class SdkModel {

  private static final String MODEL = "software.amazon.awssdk.services.mturk.model.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SdkModel() {}

  /** Fails unless every member of the input is one of that operation, of the right JSON type. */
  public static void check(ModernCall call) {
    try {
      check(call.operation(), JSON.readTree(call.body()), request(call.operation()));
    } catch (IOException e) {
      fail("not JSON: " + call, e);
    }
  }

  private static SdkPojo request(String operation) {
    String className =
        operation.replace("HITs", "HiTs").replace("HIT", "Hit").replace("URL", "Url") + "Request";
    try {
      Object builder = Class.forName(MODEL + className).getMethod("builder").invoke(null);
      return (SdkPojo) builder;
    } catch (ReflectiveOperationException e) {
      return fail("the SDK has no operation " + operation, e);
    }
  }

  private static void check(String path, JsonNode object, SdkPojo model) {
    assertTrue(object.isObject(), path + " must be an object: " + object);
    Map<String, SdkField<?>> fields =
        model.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = path + "." + member.getKey();
      SdkField<?> field = fields.get(member.getKey());
      assertTrue(field != null, "the SDK has no member " + name);
      checkValue(name, member.getValue(), field);
    }
    for (SdkField<?> field : fields.values()) {
      if (field.containsTrait(RequiredTrait.class)) {
        assertTrue(object.has(field.locationName()), path + " lacks " + field.locationName());
      }
    }
  }

  private static void checkValue(String name, JsonNode value, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      check(name, value, field.constructor().get());
    } else if (type == MarshallingType.LIST) {
      assertTrue(value.isArray() && !value.isEmpty(), name + " must be a list: " + value);
      SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
      value.forEach(one -> checkValue(name + "[]", one, item));
    } else if (type == MarshallingType.STRING) {
      assertTrue(value.isTextual(), name + " must be text: " + value);
    } else if (type == MarshallingType.BOOLEAN) {
      assertTrue(value.isBoolean(), name + " must be a boolean: " + value);
    } else if (type == MarshallingType.INTEGER) {
      assertTrue(value.canConvertToInt() && value.isIntegralNumber(), name + ": " + value);
    } else if (type == MarshallingType.LONG) {
      assertTrue(value.canConvertToLong() && value.isIntegralNumber(), name + ": " + value);
    } else {
      assertEquals(MarshallingType.INSTANT, type, name);
      assertTrue(value.isNumber(), name + " must be epoch seconds: " + value);
    }
  }
}
