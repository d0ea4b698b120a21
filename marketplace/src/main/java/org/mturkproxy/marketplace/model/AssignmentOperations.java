package org.mturkproxy.marketplace.model;

import static org.mturkproxy.marketplace.model.Scalars.FLAG;
import static org.mturkproxy.marketplace.model.Scalars.ID;
import static org.mturkproxy.marketplace.model.Scalars.INT;
import static org.mturkproxy.marketplace.model.Scalars.MAX_RESULTS;
import static org.mturkproxy.marketplace.model.Scalars.MONEY;
import static org.mturkproxy.marketplace.model.Scalars.PAGE_TOKEN;
import static org.mturkproxy.marketplace.model.Scalars.TEXT;
import static org.mturkproxy.marketplace.model.Scalars.TOKEN;
import static org.mturkproxy.marketplace.model.Scalars.WORKER_ID;
import static org.mturkproxy.marketplace.model.Scalars.feedback;
import static org.mturkproxy.marketplace.model.Scalars.list;
import static org.mturkproxy.marketplace.model.Scalars.optional;
import static org.mturkproxy.marketplace.model.Scalars.required;
import static org.mturkproxy.marketplace.model.Scalars.saying;
import static org.mturkproxy.marketplace.model.Scalars.structure;
import static org.mturkproxy.marketplace.model.Shapes.ASSIGNMENT;
import static org.mturkproxy.marketplace.model.Shapes.ASSIGNMENT_STATUS;
import static org.mturkproxy.marketplace.model.Shapes.BONUS_PAYMENT;
import static org.mturkproxy.marketplace.model.Shapes.HIT;

import org.mturkproxy.marketplace.model.Type.Structure;

/** What a Requester does with the work that was handed in, and the money for it. */
public final class AssignmentOperations {

  private static final Structure NOTHING = structure("Output");

  public static final Operation APPROVE_ASSIGNMENT =
      new Operation(
          "ApproveAssignment",
          structure(
              "Input",
              required("AssignmentId", ID),
              optional("RequesterFeedback", feedback()),
              optional("OverrideRejection", FLAG)),
          NOTHING);

  /** A production client sends an empty feedback here (mapping section 2.6). */
  public static final Operation REJECT_ASSIGNMENT =
      new Operation(
          "RejectAssignment",
          structure(
              "Input", required("AssignmentId", ID), required("RequesterFeedback", feedback())),
          NOTHING);

  public static final Operation GET_ASSIGNMENT =
      new Operation(
          "GetAssignment",
          structure("Input", required("AssignmentId", ID)),
          structure("Output", optional("Assignment", ASSIGNMENT), optional("HIT", HIT)));

  public static final Operation LIST_ASSIGNMENTS_FOR_HIT =
      new Operation(
          "ListAssignmentsForHIT",
          structure(
              "Input",
              required("HITId", ID),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS),
              optional("AssignmentStatuses", list(ASSIGNMENT_STATUS))),
          structure(
              "Output",
              optional("NextToken", PAGE_TOKEN),
              optional("NumResults", INT),
              optional("Assignments", list(ASSIGNMENT))));

  public static final Operation GET_FILE_UPLOAD_URL =
      new Operation(
          "GetFileUploadURL",
          structure(
              "Input", required("AssignmentId", ID), required("QuestionIdentifier", saying(255))),
          structure("Output", optional("FileUploadURL", TEXT)));

  public static final Operation SEND_BONUS =
      new Operation(
          "SendBonus",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("BonusAmount", MONEY),
              required("AssignmentId", ID),
              required("Reason", saying(Integer.MAX_VALUE)),
              optional("UniqueRequestToken", TOKEN)),
          NOTHING);

  public static final Operation LIST_BONUS_PAYMENTS =
      new Operation(
          "ListBonusPayments",
          structure(
              "Input",
              optional("HITId", ID),
              optional("AssignmentId", ID),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          structure(
              "Output",
              optional("NumResults", INT),
              optional("NextToken", PAGE_TOKEN),
              optional("BonusPayments", list(BONUS_PAYMENT))));

  public static final Operation GET_ACCOUNT_BALANCE =
      new Operation(
          "GetAccountBalance",
          structure("Input"),
          structure(
              "Output", optional("AvailableBalance", MONEY), optional("OnHoldBalance", MONEY)));

  private AssignmentOperations() {}
}
