package org.mturkproxy.marketplace.model;

import static org.mturkproxy.marketplace.model.Scalars.FLAG;
import static org.mturkproxy.marketplace.model.Scalars.ID;
import static org.mturkproxy.marketplace.model.Scalars.INT;
import static org.mturkproxy.marketplace.model.Scalars.LONG;
import static org.mturkproxy.marketplace.model.Scalars.MAX_RESULTS;
import static org.mturkproxy.marketplace.model.Scalars.PAGE_TOKEN;
import static org.mturkproxy.marketplace.model.Scalars.TEXT;
import static org.mturkproxy.marketplace.model.Scalars.WORKER_ID;
import static org.mturkproxy.marketplace.model.Scalars.document;
import static org.mturkproxy.marketplace.model.Scalars.list;
import static org.mturkproxy.marketplace.model.Scalars.optional;
import static org.mturkproxy.marketplace.model.Scalars.required;
import static org.mturkproxy.marketplace.model.Scalars.saying;
import static org.mturkproxy.marketplace.model.Scalars.structure;
import static org.mturkproxy.marketplace.model.Scalars.upTo;
import static org.mturkproxy.marketplace.model.Shapes.QUALIFICATION;
import static org.mturkproxy.marketplace.model.Shapes.QUALIFICATION_REQUEST;
import static org.mturkproxy.marketplace.model.Shapes.QUALIFICATION_STATUS;
import static org.mturkproxy.marketplace.model.Shapes.QUALIFICATION_TYPE;
import static org.mturkproxy.marketplace.model.Shapes.QUALIFICATION_TYPE_STATUS;

import org.mturkproxy.marketplace.model.Type.Structure;
import org.mturkproxy.marketplace.model.Type.Whole;

/** What a Requester does with Qualification types, requests for them, and Qualifications. */
public final class QualificationOperations {

  private static final Structure NOTHING = structure("Output");
  private static final Structure ONE_TYPE =
      structure("Output", optional("QualificationType", QUALIFICATION_TYPE));
  private static final Whole TEST_DURATION = LONG.between(1, Integer.MAX_VALUE);
  private static final Whole RETRY_DELAY = LONG.between(0, Integer.MAX_VALUE);

  public static final Operation CREATE_QUALIFICATION_TYPE =
      new Operation(
          "CreateQualificationType",
          structure(
              "Input",
              // The length is undocumented; the companion (4.7) has it from practice.
              required("Name", saying(80)),
              optional("Keywords", upTo(1000)),
              required("Description", saying(2000)),
              required("QualificationTypeStatus", QUALIFICATION_TYPE_STATUS),
              optional("RetryDelayInSeconds", RETRY_DELAY),
              optional("Test", document(65_535)),
              optional("AnswerKey", document(65_535)),
              optional("TestDurationInSeconds", TEST_DURATION),
              optional("AutoGranted", FLAG),
              optional("AutoGrantedValue", INT)),
          ONE_TYPE);

  public static final Operation UPDATE_QUALIFICATION_TYPE =
      new Operation(
          "UpdateQualificationType",
          structure(
              "Input",
              required("QualificationTypeId", ID),
              optional("Description", saying(2000)),
              optional("QualificationTypeStatus", QUALIFICATION_TYPE_STATUS),
              optional("Test", document(65_535)),
              optional("AnswerKey", document(65_535)),
              optional("TestDurationInSeconds", TEST_DURATION),
              optional("RetryDelayInSeconds", RETRY_DELAY),
              optional("AutoGranted", FLAG),
              optional("AutoGrantedValue", INT)),
          ONE_TYPE);

  public static final Operation GET_QUALIFICATION_TYPE =
      new Operation(
          "GetQualificationType",
          structure("Input", required("QualificationTypeId", ID)),
          ONE_TYPE);

  public static final Operation DELETE_QUALIFICATION_TYPE =
      new Operation(
          "DeleteQualificationType",
          structure("Input", required("QualificationTypeId", ID)),
          NOTHING);

  public static final Operation LIST_QUALIFICATION_TYPES =
      new Operation(
          "ListQualificationTypes",
          structure(
              "Input",
              optional("Query", upTo(2_000)),
              required("MustBeRequestable", FLAG),
              optional("MustBeOwnedByCaller", FLAG),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          structure(
              "Output",
              optional("NumResults", INT),
              optional("NextToken", PAGE_TOKEN),
              optional("QualificationTypes", list(QUALIFICATION_TYPE))));

  public static final Operation ASSOCIATE_QUALIFICATION_WITH_WORKER =
      new Operation(
          "AssociateQualificationWithWorker",
          structure(
              "Input",
              required("QualificationTypeId", ID),
              required("WorkerId", WORKER_ID),
              optional("IntegerValue", INT),
              optional("SendNotification", FLAG)),
          NOTHING);

  public static final Operation DISASSOCIATE_QUALIFICATION_FROM_WORKER =
      new Operation(
          "DisassociateQualificationFromWorker",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("QualificationTypeId", ID),
              optional("Reason", TEXT)),
          NOTHING);

  public static final Operation GET_QUALIFICATION_SCORE =
      new Operation(
          "GetQualificationScore",
          structure("Input", required("QualificationTypeId", ID), required("WorkerId", WORKER_ID)),
          structure("Output", optional("Qualification", QUALIFICATION)));

  public static final Operation LIST_WORKERS_WITH_QUALIFICATION_TYPE =
      new Operation(
          "ListWorkersWithQualificationType",
          structure(
              "Input",
              required("QualificationTypeId", ID),
              optional("Status", QUALIFICATION_STATUS),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          structure(
              "Output",
              optional("NextToken", PAGE_TOKEN),
              optional("NumResults", INT),
              optional("Qualifications", list(QUALIFICATION))));

  public static final Operation LIST_QUALIFICATION_REQUESTS =
      new Operation(
          "ListQualificationRequests",
          structure(
              "Input",
              optional("QualificationTypeId", ID),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          structure(
              "Output",
              optional("NumResults", INT),
              optional("NextToken", PAGE_TOKEN),
              optional("QualificationRequests", list(QUALIFICATION_REQUEST))));

  public static final Operation ACCEPT_QUALIFICATION_REQUEST =
      new Operation(
          "AcceptQualificationRequest",
          structure(
              "Input", required("QualificationRequestId", TEXT), optional("IntegerValue", INT)),
          NOTHING);

  public static final Operation REJECT_QUALIFICATION_REQUEST =
      new Operation(
          "RejectQualificationRequest",
          structure("Input", required("QualificationRequestId", TEXT), optional("Reason", TEXT)),
          NOTHING);

  private QualificationOperations() {}
}
