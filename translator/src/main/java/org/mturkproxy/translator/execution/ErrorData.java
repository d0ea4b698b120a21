package org.mturkproxy.translator.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.translator.error.LegacyError.Data;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.value.Structure;

/**
 * Rebuilds the {@code Data} pairs of a legacy error, which the modern API no longer sends ({@code
 * mapping.md} 1.11): clients read the HITId of HITAlreadyExists.
 */
final class ErrorData {

  private static final String PREFIX = "AWS.MechanicalTurk.";

  private static final Pattern ID = Pattern.compile("\\b[A-Z0-9]{20,64}\\b");
  private static final Pattern CURRENT_STATE = Pattern.compile("'(\\w+)'");
  private static final Pattern EXPECTED_STATES =
      Pattern.compile("with a status of: ?([\\w, ]+?)(?: \\(|$)");

  /** The parameters that name what an error is about. */
  private static final Map<String, List<String>> SUBJECTS =
      Map.of(
          "HITDoesNotExist", List.of("HITId"),
          "AssignmentDoesNotExist", List.of("AssignmentId"),
          "QualificationTypeDoesNotExist", List.of("QualificationTypeId"),
          "QualificationDoesNotExist", List.of("QualificationTypeId", "SubjectId"),
          "QualificationRequestDoesNotExist", List.of("QualificationRequestId"),
          "HITLayoutDoesNotExist", List.of("HITLayoutId"),
          "InvalidHITState", List.of("HITId"),
          "InvalidAssignmentState", List.of("AssignmentId"),
          "InvalidQualificationTypeState", List.of("QualificationTypeId"));

  private ErrorData() {}

  /** The pairs for an error, out of its message and the request that caused it. */
  static List<Data> of(String code, String message, Structure given) {
    List<Data> data = new ArrayList<>();
    if (code.equals(LegacyErrors.HIT_ALREADY_EXISTS)) {
      add(data, "HITId", ID.matcher(message), 0);
      return data;
    }
    if (!code.startsWith(PREFIX)) {
      return data;
    }
    String name = code.substring(PREFIX.length());
    for (String subject : SUBJECTS.getOrDefault(name, List.of())) {
      given.text(subject).ifPresent(id -> data.add(new Data(subject, id)));
    }
    if (name.endsWith("State")) {
      add(data, "CurrentState", CURRENT_STATE.matcher(message), 1);
      add(data, "ExpectedStates", EXPECTED_STATES.matcher(message), 1);
    }
    return data;
  }

  private static void add(List<Data> data, String key, Matcher matcher, int group) {
    if (matcher.find()) {
      data.add(new Data(key, matcher.group(group)));
    }
  }
}
