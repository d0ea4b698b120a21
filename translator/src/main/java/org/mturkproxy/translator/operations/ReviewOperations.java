package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.listOf;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.result.Content.NUMBER;
import static org.mturkproxy.translator.result.Content.TEXT;
import static org.mturkproxy.translator.result.Content.TIME;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.structure;

import java.util.List;
import java.util.Locale;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.result.Content;
import org.mturkproxy.translator.result.Shape;
import org.mturkproxy.translator.value.Flag;

/** The operation about the results of review policies. */
final class ReviewOperations {

  /**
   * 5.14: the schema's form, {@code Intended}, also of what the manual prints in capitals. A word
   * of upstream's own invention stays as it is.
   */
  private static final Content STATUS =
      new Content(
          Vocabularies.REVIEW_ACTION_STATUS,
          value ->
              TEXT.print()
                  .apply(value)
                  .map(
                      word ->
                          word.equals(word.toUpperCase(Locale.ROOT))
                              ? word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT)
                              : word));

  /** 5.13. Upstream sends the name only; the schema allows the rest. */
  private static final Shape POLICY =
      Shape.named(
          "ReviewPolicy",
          element("PolicyName", TEXT).mandatory(),
          structure(
                  "Parameter",
                  Shape.named(
                      "PolicyParameter",
                      element("Key", TEXT).mandatory(),
                      element("Value", TEXT).from("Values").repeated(),
                      structure(
                              "MapEntry",
                              Shape.named(
                                  "ParameterMapEntry",
                                  element("Key", TEXT).mandatory(),
                                  element("Value", TEXT).from("Values").repeated()))
                          .from("MapEntries")
                          .repeated()))
              .from("Parameters")
              .repeated());

  /** 5.14. MTurkR reads the counters of each report. */
  private static final Shape REPORT =
      Shape.named(
          "ReviewReport",
          element("PageNumber", NUMBER),
          element("NumResults", NUMBER),
          element("TotalNumResults", NUMBER),
          structure(
                  "ReviewResult",
                  Shape.named(
                      "ReviewResultDetail",
                      element("ActionId", TEXT).mandatory(),
                      element("SubjectId", TEXT).mandatory(),
                      element("SubjectType", TEXT).mandatory(),
                      element("QuestionId", TEXT),
                      element("Key", TEXT).mandatory(),
                      element("Value", TEXT).mandatory()))
              .from(ReviewResults.RESULTS)
              .repeated(),
          structure(
                  "ReviewAction",
                  Shape.named(
                      "ReviewActionDetail",
                      element("ActionId", TEXT).mandatory(),
                      element("ActionName", TEXT).mandatory(),
                      element("ObjectId", TEXT).from("TargetId").mandatory(),
                      element("ObjectType", TEXT).from("TargetType").mandatory(),
                      element("Status", STATUS).mandatory(),
                      element("CompleteTime", TIME),
                      element("Result", TEXT),
                      element("ErrorCode", TEXT)))
              .from(ReviewResults.ACTIONS)
              .repeated());

  /** 4.27 */
  private static final Operation GET_REVIEW_RESULTS_FOR_HIT =
      operation("GetReviewResultsForHIT")
          .since(V2011_10_01)
          .takes(
              required("HITId", ID),
              optional("PolicyLevel", listOf(oneOf(Vocabularies.REVIEW_POLICY_LEVEL), 2))
                  .as("PolicyLevels"),
              optional("AssignmentId", ID).kept().outsideTheSchema(),
              optional("RetrieveActions", FLAG).otherwise(new Flag(true)),
              optional("RetrieveResults", FLAG).otherwise(new Flag(true)),
              Paging.NUMBER_OF_PAGE,
              Paging.sizeUpTo(65_535))
          .answers(
              Shape.of(
                  element("HITId", TEXT).mandatory(),
                  structure("AssignmentReviewPolicy", POLICY),
                  structure("HITReviewPolicy", POLICY),
                  structure(ReviewResults.OF_ASSIGNMENTS, REPORT),
                  structure(ReviewResults.OF_HIT, REPORT)))
          .runsRepeatably(
              (request, calls) -> new ReviewResults(request, calls).page(),
              "ListReviewPolicyResultsForHIT");

  static final List<Operation> ALL = List.of(GET_REVIEW_RESULTS_FOR_HIT);

  private ReviewOperations() {}
}
