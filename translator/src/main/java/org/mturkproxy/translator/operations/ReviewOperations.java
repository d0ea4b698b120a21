package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
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
      value ->
          TEXT.text(value)
              .map(
                  word ->
                      word.equals(word.toUpperCase(Locale.ROOT))
                          ? word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT)
                          : word);

  /** 5.13. Upstream sends the name only; the schema allows the rest. */
  private static final Shape POLICY =
      Shape.of(
          element("PolicyName", TEXT),
          structure(
                  "Parameter",
                  Shape.of(
                      element("Key", TEXT),
                      element("Value", TEXT).from("Values").repeated(),
                      structure(
                              "MapEntry",
                              Shape.of(
                                  element("Key", TEXT),
                                  element("Value", TEXT).from("Values").repeated()))
                          .from("MapEntries")
                          .repeated()))
              .from("Parameters")
              .repeated());

  /** 5.14. MTurkR reads the counters of each report. */
  private static final Shape REPORT =
      Shape.of(
          element("PageNumber", NUMBER),
          element("NumResults", NUMBER),
          element("TotalNumResults", NUMBER),
          structure(
                  "ReviewResult",
                  Shape.of(
                      element("ActionId", TEXT),
                      element("SubjectId", TEXT),
                      element("SubjectType", TEXT),
                      element("QuestionId", TEXT),
                      element("Key", TEXT),
                      element("Value", TEXT)))
              .from(ReviewResults.RESULTS)
              .repeated(),
          structure(
                  "ReviewAction",
                  Shape.of(
                      element("ActionId", TEXT),
                      element("ActionName", TEXT),
                      element("ObjectId", TEXT).from("TargetId"),
                      element("ObjectType", TEXT).from("TargetType"),
                      element("Status", STATUS),
                      element("CompleteTime", TIME),
                      element("Result", TEXT),
                      element("ErrorCode", TEXT)))
              .from(ReviewResults.ACTIONS)
              .repeated());

  /** 4.27 */
  private static final Operation GET_REVIEW_RESULTS_FOR_HIT =
      operation("GetReviewResultsForHIT")
          .takes(
              required("HITId", ID),
              optional("PolicyLevel", listOf(oneOf("Assignment", "HIT"), 2)).as("PolicyLevels"),
              optional("AssignmentId", ID).kept(),
              optional("RetrieveActions", FLAG).otherwise(new Flag(true)),
              optional("RetrieveResults", FLAG).otherwise(new Flag(true)),
              Paging.NUMBER_OF_PAGE,
              Paging.sizeUpTo(65_535))
          .answers(
              Shape.of(
                  element("HITId", TEXT),
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
