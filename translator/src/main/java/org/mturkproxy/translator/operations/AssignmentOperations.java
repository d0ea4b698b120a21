package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.declared.ApiVersion.V2012_03_25;
import static org.mturkproxy.translator.declared.ApiVersion.V2013_11_15;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.FEEDBACK;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.WORKER_ID;
import static org.mturkproxy.translator.parameter.Types.listOf;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.structure;
import static org.mturkproxy.translator.result.ResponseGroup.ASSIGNMENT_FEEDBACK;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_DETAIL;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_QUESTION;
import static org.mturkproxy.translator.result.ResponseGroup.MINIMAL;

import java.util.EnumSet;
import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Rule;
import org.mturkproxy.translator.catalogue.Sorting;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.result.Content;
import org.mturkproxy.translator.result.Shape;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Text;

/** Operations about assignments, and what is paid for them. */
final class AssignmentOperations {

  private static final String ASSIGNMENT_ID = "AssignmentId";

  /** 4.1. Never with OverrideRejection: the legacy operation refused rejected work. */
  private static final Operation APPROVE_ASSIGNMENT =
      operation("ApproveAssignment")
          .takes(required(ASSIGNMENT_ID, ID), optional("RequesterFeedback", FEEDBACK).afterGroups())
          .calls("ApproveAssignment", Checks.assignmentIs("Approved"));

  /** 4.34. The modern API wants a feedback, if only an empty one. */
  private static final Operation REJECT_ASSIGNMENT =
      operation("RejectAssignment")
          .takes(
              required(ASSIGNMENT_ID, ID),
              optional("RequesterFeedback", FEEDBACK).afterGroups().otherwise(new Text("")))
          .calls("RejectAssignment", Checks.assignmentIs("Rejected"));

  /** 4.2 */
  private static final Operation APPROVE_REJECTED_ASSIGNMENT =
      operation("ApproveRejectedAssignment")
          .since(V2012_03_25)
          .costs("2")
          .takes(required(ASSIGNMENT_ID, ID), optional("RequesterFeedback", FEEDBACK).afterGroups())
          .runs(new ApproveRejectedAssignment(), "GetAssignment", "ApproveAssignment");

  /** 4.14. Assignment first, then HIT: boto's callers take them by number. */
  private static final Operation GET_ASSIGNMENT =
      operation("GetAssignment")
          .since(V2012_03_25)
          .takes(required(ASSIGNMENT_ID, ID))
          .groups(
              EnumSet.of(ASSIGNMENT_FEEDBACK, HIT_DETAIL, HIT_QUESTION),
              EnumSet.of(MINIMAL, HIT_DETAIL, HIT_QUESTION))
          .answers(
              Shape.of(structure("Assignment", Shapes.ASSIGNMENT), structure("HIT", Shapes.HIT)))
          .calls("GetAssignment", Repeat.FREE);

  /** The assignments of a HIT. */
  static final PagedList ASSIGNMENTS =
      PagedList.of("ListAssignmentsForHIT", "Assignments", ASSIGNMENT_ID);

  /** The bonuses of a HIT or an assignment. */
  static final PagedList BONUS_PAYMENTS =
      PagedList.ofPayments("ListBonusPayments", "BonusPayments");

  /** 4.15 */
  private static final Operation GET_ASSIGNMENTS_FOR_HIT =
      operation("GetAssignmentsForHIT")
          .differs(
              "More than 5,000 assignments may take longer than a client waits: it gets HTTP 503, and finds the list when it repeats the call. Sorted by Answer, only the first 1,024 characters are compared.")
          .takes(
              required("HITId", ID),
              Paging.DIRECTION,
              Paging.property(
                  Vocabulary.of(
                      "GetAssignmentsForHITSortProperty",
                      "AcceptTime",
                      "SubmitTime",
                      "AssignmentStatus",
                      "Answer")),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE,
              optional("AssignmentStatus", listOf(oneOf(Vocabularies.ASSIGNMENT_STATUS), 3))
                  .as("AssignmentStatuses")
                  .otherwise(
                      new Items(
                          List.of(
                              new Text("Submitted"), new Text("Approved"), new Text("Rejected")))))
          .groups(EnumSet.of(ASSIGNMENT_FEEDBACK), EnumSet.of(MINIMAL))
          .bareEcho(Versions.until(V2013_11_15))
          .answers(Paging.numberedPage("Assignment", Shapes.ASSIGNMENT, "Assignments"))
          .lists(
              ASSIGNMENTS.sorted(
                  Sorting.by("SubmitTime", true)
                      .number("SubmitTime")
                      .number("AcceptTime")
                      .text("AssignmentStatus")
                      .text("Answer")));

  /** 4.29. Pays at once; the token makes sure that it does so once. */
  private static final Operation GRANT_BONUS =
      operation("GrantBonus")
          .costs("1")
          .takes(
              required("WorkerId", WORKER_ID),
              required("BonusAmount", Structures.PRICE),
              required(ASSIGNMENT_ID, ID),
              required("Reason", TEXT),
              optional(TokenCall.TOKEN, Structures.TOKEN).since(V2011_10_01))
          .needsRequest()
          .runs(
              (request, calls) -> new TokenCall("SendBonus", request.modern(), calls).run(),
              "SendBonus");

  /** 4.17. Equal payments are different ones: none is left out as a duplicate. */
  private static final Operation GET_BONUS_PAYMENTS =
      operation("GetBonusPayments")
          .takes(
              optional("HITId", ID).unless(ASSIGNMENT_ID),
              optional(ASSIGNMENT_ID, ID),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE)
          .needsRequest()
          .where(Rule.atLeastOneOf("HITId", ASSIGNMENT_ID))
          .answers(
              Paging.page("BonusPayment", Shapes.BONUS_PAYMENT, "BonusPayments")
                  .inSchema("NumResults", "PageNumber"))
          .lists(BONUS_PAYMENTS);

  /** 4.18 */
  private static final Operation GET_FILE_UPLOAD_URL =
      operation("GetFileUploadURL")
          .takes(required(ASSIGNMENT_ID, ID), required("QuestionIdentifier", TEXT))
          .withoutGroupsInSchema()
          .bareEcho(Versions.until(V2013_11_15))
          .answers(Shape.of(element("FileUploadURL", Content.TEXT).mandatory()))
          .calls("GetFileUploadURL", Repeat.FREE);

  static final List<Operation> ALL =
      List.of(
          APPROVE_ASSIGNMENT,
          REJECT_ASSIGNMENT,
          APPROVE_REJECTED_ASSIGNMENT,
          GET_ASSIGNMENT,
          GET_ASSIGNMENTS_FOR_HIT,
          GRANT_BONUS,
          GET_BONUS_PAYMENTS,
          GET_FILE_UPLOAD_URL);

  private AssignmentOperations() {}
}
