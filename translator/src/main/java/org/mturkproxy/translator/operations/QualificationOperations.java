package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.catalogue.Rule.needs;
import static org.mturkproxy.translator.catalogue.Rule.notWhenTrue;
import static org.mturkproxy.translator.declared.ApiVersion.V2008_08_02;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.ANY_ID;
import static org.mturkproxy.translator.parameter.Types.DOCUMENT;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.INT;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.WORKER_ID;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.parameter.Types.seconds;
import static org.mturkproxy.translator.parameter.Types.text;

import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Sorting;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/** Operations about Qualification types and the Qualifications of Workers. */
final class QualificationOperations {

  /** 4.3. The defaults are sent: upstream's own are not relied on. */
  private static final Operation ASSIGN_QUALIFICATION =
      operation("AssignQualification")
          .takes(
              required("QualificationTypeId", ID),
              required("WorkerId", WORKER_ID),
              optional("IntegerValue", INT).otherwise(new Whole(1)),
              optional("SendNotification", FLAG).otherwise(new Flag(true)))
          .calls("AssociateQualificationWithWorker", Checks.QUALIFICATION_IS_GRANTED);

  /** 4.36 */
  private static final Operation REVOKE_QUALIFICATION =
      operation("RevokeQualification")
          .takes(
              required("SubjectId", WORKER_ID).as("WorkerId"),
              required("QualificationTypeId", ID),
              optional("Reason", TEXT))
          .calls("DisassociateQualificationFromWorker", Checks.QUALIFICATION_IS_REVOKED);

  /** 4.22. There is no element that repeats its request. */
  private static final Operation GET_QUALIFICATION_SCORE =
      operation("GetQualificationScore")
          .takes(
              required("QualificationTypeId", ID), required("SubjectId", WORKER_ID).as("WorkerId"))
          .withoutEcho()
          .answers("Qualification", Shapes.QUALIFICATION)
          .calls("GetQualificationScore", Repeat.FREE);

  /** 4.7. An absent RetryDelayInSeconds stays absent: 0 would allow retries. */
  private static final Operation CREATE_QUALIFICATION_TYPE =
      operation("CreateQualificationType")
          .costs("1, or 2 if the name is taken")
          .takes(
              required("Name", TEXT),
              optional("Keywords", text(1000)),
              required("Description", text(2000)).mandatory(Versions.NONE),
              optional("QualificationTypeStatus", oneOf(Vocabularies.QUALIFICATION_TYPE_STATUS))
                  .otherwise(new Text("Active")),
              optional("RetryDelayInSeconds", seconds(0, Long.MAX_VALUE)),
              optional("Test", DOCUMENT),
              optional("AnswerKey", DOCUMENT),
              optional("TestDurationInSeconds", seconds(1, Long.MAX_VALUE)),
              optional("AutoGranted", FLAG),
              optional("AutoGrantedValue", INT))
          .where(
              needs("Test", "TestDurationInSeconds"),
              needs("AnswerKey", "Test"),
              notWhenTrue("Test", "AutoGranted"))
          .answers("QualificationType", Shapes.QUALIFICATION_TYPE)
          .runs(new CreateQualificationType(), "CreateQualificationType", "ListQualificationTypes");

  /** 4.23 */
  private static final Operation GET_QUALIFICATION_TYPE =
      operation("GetQualificationType")
          .takes(required("QualificationTypeId", ID))
          .answers("QualificationType", Shapes.QUALIFICATION_TYPE)
          .calls("GetQualificationType", Repeat.FREE);

  /** 4.30 */
  private static final Operation GRANT_QUALIFICATION =
      operation("GrantQualification")
          .takes(
              required("QualificationRequestId", ANY_ID),
              optional("IntegerValue", INT).otherwise(new Whole(1)))
          .calls("AcceptQualificationRequest", Checks.REQUEST_IS_GRANTED);

  /** 4.35 */
  private static final Operation REJECT_QUALIFICATION_REQUEST =
      operation("RejectQualificationRequest")
          .takes(required("QualificationRequestId", ANY_ID), optional("Reason", TEXT))
          .calls("RejectQualificationRequest", Checks.REQUEST_IS_REJECTED);

  /** 4.21. boto asks to sort by Expiration, which no manual lists: SubmitTime is meant. */
  private static final Operation GET_QUALIFICATION_REQUESTS =
      operation("GetQualificationRequests")
          .takes(
              optional("QualificationTypeId", ID),
              Paging.DIRECTION,
              Paging.property(
                  Vocabulary.of(
                          "GetQualificationRequestsSortProperty",
                          "QualificationTypeId",
                          "SubmitTime")
                      .understood("Expiration")),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE)
          .answers(
              Paging.page(
                  "QualificationRequest", Shapes.QUALIFICATION_REQUEST, "QualificationRequests"))
          .lists(
              PagedList.of(
                      "ListQualificationRequests",
                      "QualificationRequests",
                      "QualificationRequestId")
                  .sorted(
                      Sorting.by("SubmitTime", true)
                          .number("SubmitTime")
                          .number("Expiration", "SubmitTime")
                          .text("QualificationTypeId")));

  /** 4.24 */
  private static final Operation GET_QUALIFICATIONS_FOR_QUALIFICATION_TYPE =
      operation("GetQualificationsForQualificationType")
          .takes(
              required("QualificationTypeId", ID),
              optional("Status", oneOf(Vocabularies.QUALIFICATION_STATUS))
                  .otherwise(new Text("Granted")),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE)
          .answers(Paging.numberedPage("Qualification", Shapes.QUALIFICATION, "Qualifications"))
          .lists(PagedList.of("ListWorkersWithQualificationType", "Qualifications", "WorkerId"));

  /** 4.38. Without MustBeOwnedByCaller the list is the whole marketplace's. */
  private static final Operation SEARCH_QUALIFICATION_TYPES =
      operation("SearchQualificationTypes")
          .costs("⌈N/100⌉ for own types; for everybody's 10, and more for later pages")
          .differs(
              "Of more than 1,000 types that are not only the caller's, the order is the service's own, and the total is one more than what was read until the end is reached.")
          .takes(
              optional("Query", TEXT),
              optional("MustBeRequestable", FLAG).otherwise(new Flag(true)).mandatory(Versions.ALL),
              optional("MustBeOwnedByCaller", FLAG).otherwise(new Flag(false)),
              Paging.DIRECTION,
              Paging.property(Vocabulary.of("SearchQualificationTypesSortProperty", "Name")),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE)
          .answers(
              Paging.page("QualificationType", Shapes.QUALIFICATION_TYPE, "QualificationTypes"))
          .lists(
              PagedList.of("ListQualificationTypes", "QualificationTypes", "QualificationTypeId")
                  .sorted(Sorting.by("Name", false).text("Name"))
                  .boundedUnless("MustBeOwnedByCaller"));

  /** 4.44. Only what came is sent: what is left out stays as it is. */
  private static final Operation UPDATE_QUALIFICATION_TYPE =
      operation("UpdateQualificationType")
          .takes(
              required("QualificationTypeId", ID),
              optional("Description", text(2000)),
              optional("QualificationTypeStatus", oneOf(Vocabularies.QUALIFICATION_TYPE_STATUS)),
              optional("Test", DOCUMENT),
              optional("AnswerKey", DOCUMENT),
              optional("TestDurationInSeconds", seconds(1, Long.MAX_VALUE)),
              optional("RetryDelayInSeconds", seconds(0, Long.MAX_VALUE)),
              optional("AutoGranted", FLAG),
              optional("AutoGrantedValue", INT))
          .where(
              needs("Test", "TestDurationInSeconds"),
              needs("AnswerKey", "Test"),
              needs("TestDurationInSeconds", "Test"),
              notWhenTrue("Test", "AutoGranted"))
          .answers("QualificationType", Shapes.QUALIFICATION_TYPE)
          .calls("UpdateQualificationType", Repeat.FREE);

  /** 4.43 */
  private static final Operation UPDATE_QUALIFICATION_SCORE =
      operation("UpdateQualificationScore")
          .costs("2")
          .differs("Not atomic: a score that is revoked between the two calls is granted again.")
          .takes(
              required("QualificationTypeId", ID),
              required("SubjectId", WORKER_ID).as("WorkerId"),
              required("IntegerValue", INT).mandatory(Versions.NONE))
          .withoutEcho()
          .runs(
              new UpdateQualificationScore(),
              "GetQualificationScore",
              "AssociateQualificationWithWorker");

  /** 4.10 */
  private static final Operation DISPOSE_QUALIFICATION_TYPE =
      operation("DisposeQualificationType")
          .since(V2008_08_02)
          .takes(required("QualificationTypeId", ID).mandatory(Versions.NONE))
          .withoutGroupsInSchema()
          .calls("DeleteQualificationType", Checks.TYPE_IS_DISPOSED);

  static final List<Operation> ALL =
      List.of(
          GRANT_QUALIFICATION,
          REJECT_QUALIFICATION_REQUEST,
          GET_QUALIFICATION_REQUESTS,
          GET_QUALIFICATIONS_FOR_QUALIFICATION_TYPE,
          SEARCH_QUALIFICATION_TYPES,
          UPDATE_QUALIFICATION_TYPE,
          UPDATE_QUALIFICATION_SCORE,
          DISPOSE_QUALIFICATION_TYPE,
          ASSIGN_QUALIFICATION,
          REVOKE_QUALIFICATION,
          GET_QUALIFICATION_SCORE,
          CREATE_QUALIFICATION_TYPE,
          GET_QUALIFICATION_TYPE);

  private QualificationOperations() {}
}
