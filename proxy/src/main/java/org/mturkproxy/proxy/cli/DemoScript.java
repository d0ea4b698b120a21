package org.mturkproxy.proxy.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The calls that {@code demo} makes, in an order in which each succeeds. */
final class DemoScript {

  /**
   * One call.
   *
   * @param operation the legacy operation
   * @param parameters its parameters; a value such as <code>{HITId}</code> stands for what an
   *     earlier answer had in that element
   */
  record Step(String operation, Map<String, String> parameters) {

    Step with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(parameters);
      more.put(name, value);
      return new Step(operation, more);
    }

    /** The parameters with the ids of earlier answers in their places. */
    Map<String, String> resolved(Map<String, String> known) {
      UnaryOperator<String> resolve =
          value ->
              value.startsWith("{") ? known.getOrDefault(value.replaceAll("[{}]", ""), "") : value;
      Map<String, String> resolved = new LinkedHashMap<>();
      parameters.forEach((name, value) -> resolved.put(name, resolve.apply(value)));
      return resolved;
    }
  }

  /** What later calls need of earlier answers. */
  static final List<String> IDS = List.of("QualificationTypeId", "HITTypeId", "HITId");

  private static final String WORKER = "AZ3456EXAMPLE";

  private static final String QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/"
          + "2006-07-14/ExternalQuestion.xsd\"><ExternalURL>https://example.org/photo</ExternalURL>"
          + "<FrameHeight>400</FrameHeight></ExternalQuestion>";

  static final List<Step> STEPS =
      List.of(
          call("GetAccountBalance"),
          call("BlockWorker").with("WorkerId", WORKER).with("Reason", "Answers without looking"),
          call("GetBlockedWorkers").with("PageNumber", "1").with("PageSize", "10"),
          call("UnblockWorker").with("WorkerId", WORKER),
          call("CreateQualificationType")
              .with("Name", "Photo skill")
              .with("Description", "Knows photos")
              .with("Keywords", "photo, skill")
              .with("QualificationTypeStatus", "Active"),
          call("GetQualificationType").with("QualificationTypeId", "{QualificationTypeId}"),
          call("AssignQualification")
              .with("QualificationTypeId", "{QualificationTypeId}")
              .with("WorkerId", WORKER)
              .with("IntegerValue", "80")
              .with("SendNotification", "false"),
          call("GetQualificationScore")
              .with("QualificationTypeId", "{QualificationTypeId}")
              .with("SubjectId", WORKER),
          call("RevokeQualification")
              .with("SubjectId", WORKER)
              .with("QualificationTypeId", "{QualificationTypeId}")
              .with("Reason", "The demonstration ends"),
          call("RegisterHITType")
              .with("Title", "Tag a photo")
              .with("Description", "Choose the tags that fit")
              .with("Keywords", "photo, tag")
              .with("Reward.1.Amount", "0.05")
              .with("Reward.1.CurrencyCode", "USD")
              .with("AssignmentDurationInSeconds", "600"),
          call("CreateHIT")
              .with("HITTypeId", "{HITTypeId}")
              .with("Question", QUESTION)
              .with("LifetimeInSeconds", "86400")
              .with("MaxAssignments", "3")
              .with("RequesterAnnotation", "batch 7"),
          call("GetHIT").with("HITId", "{HITId}"));

  private DemoScript() {}

  private static Step call(String operation) {
    return new Step(operation, Map.of());
  }
}
