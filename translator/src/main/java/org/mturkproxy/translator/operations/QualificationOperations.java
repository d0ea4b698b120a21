package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.catalogue.Rule.needs;
import static org.mturkproxy.translator.catalogue.Rule.notWhenTrue;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.DOCUMENT;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.INT;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.WORKER_ID;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.parameter.Types.text;
import static org.mturkproxy.translator.parameter.Types.whole;

import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
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
          // A repeat would mail the Worker again.
          .calls("AssociateQualificationWithWorker", Repeat.NEVER);

  /** 4.36 */
  private static final Operation REVOKE_QUALIFICATION =
      operation("RevokeQualification")
          .takes(
              required("SubjectId", WORKER_ID).as("WorkerId"),
              required("QualificationTypeId", ID),
              optional("Reason", TEXT))
          .calls("DisassociateQualificationFromWorker", Repeat.NEVER);

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
          .takes(
              required("Name", TEXT),
              optional("Keywords", text(1000)),
              required("Description", text(2000)),
              optional("QualificationTypeStatus", oneOf("Active", "Inactive"))
                  .otherwise(new Text("Active")),
              optional("RetryDelayInSeconds", whole(0, Long.MAX_VALUE)),
              optional("Test", DOCUMENT),
              optional("AnswerKey", DOCUMENT),
              optional("TestDurationInSeconds", whole(1, Long.MAX_VALUE)),
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

  static final List<Operation> ALL =
      List.of(
          ASSIGN_QUALIFICATION,
          REVOKE_QUALIFICATION,
          GET_QUALIFICATION_SCORE,
          CREATE_QUALIFICATION_TYPE,
          GET_QUALIFICATION_TYPE);

  private QualificationOperations() {}
}
