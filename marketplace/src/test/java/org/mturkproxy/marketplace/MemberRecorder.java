package org.mturkproxy.marketplace;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes which members the suite sent in calls that succeeded, and which came back filled: {@code in
 * CreateHIT.Title}, {@code out HIT.HITId}.
 */
final class MemberRecorder implements ExecutionInterceptor {

  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  /** What was seen by all clients of this process so far. */
  static Set<String> seen() {
    return Set.copyOf(SEEN);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    SEEN.add("call " + operation);
    record("in", operation, context.request());
    record("out", operation, context.response());
  }

  private static void record(String direction, String owner, SdkPojo value) {
    for (SdkField<?> field : value.sdkFields()) {
      Object member = field.getValueOrDefault(value);
      boolean empty = member instanceof Collection<?> list && list.isEmpty();
      if (member != null && !empty) {
        SEEN.add(direction + " " + owner + "." + field.locationName());
        recordInside(direction, member);
      }
    }
  }

  private static void recordInside(String direction, Object member) {
    if (member instanceof SdkPojo structure) {
      record(direction, structure.getClass().getSimpleName(), structure);
    } else if (member instanceof Collection<?> list) {
      list.forEach(item -> recordInside(direction, item));
    }
  }
}
