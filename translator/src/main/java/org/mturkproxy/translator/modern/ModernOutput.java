package org.mturkproxy.translator.modern;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * What the answer to a modern call must have in it, or it is none: a HIT without its id, told as a
 * success, would make a caller create it again ({@code mapping.md} 1.5).
 */
public final class ModernOutput {

  private static final Map<String, JsonPointer> REQUIRED =
      Map.ofEntries(
              Map.entry("CreateHIT", "/HIT/HITId"),
              Map.entry("CreateHITWithHITType", "/HIT/HITId"),
              Map.entry("GetHIT", "/HIT/HITId"),
              Map.entry("CreateHITType", "/HITTypeId"),
              Map.entry("CreateQualificationType", "/QualificationType/QualificationTypeId"),
              Map.entry("GetQualificationType", "/QualificationType/QualificationTypeId"),
              Map.entry("UpdateQualificationType", "/QualificationType/QualificationTypeId"),
              Map.entry("GetQualificationScore", "/Qualification/Status"),
              Map.entry("GetAssignment", "/Assignment/AssignmentStatus"),
              Map.entry("GetFileUploadURL", "/FileUploadURL"),
              Map.entry("GetAccountBalance", "/AvailableBalance"))
          .entrySet()
          .stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Entry::getKey, entry -> JsonPointer.compile(entry.getValue())));

  private ModernOutput() {}

  /** The reply, or, where it is a success that lacks what it must have, one that nobody knows. */
  public static ModernReply checked(ModernCall call, ModernReply reply) {
    JsonPointer required = REQUIRED.get(call.operation());
    if (required == null
        || !(reply.answer() instanceof ModernAnswer.Success success)
        || has(success.output(), required)) {
      return reply;
    }
    return new ModernReply(
        new ModernAnswer.Unknown(ModernAnswer.Unknown.UNREADABLE, "the answer has no " + required),
        reply.attempts(),
        reply.afterUnknown());
  }

  private static boolean has(JsonNode output, JsonPointer required) {
    JsonNode value = output.at(required);
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty();
  }
}
