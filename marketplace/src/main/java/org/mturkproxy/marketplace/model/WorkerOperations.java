package org.mturkproxy.marketplace.model;

import static org.mturkproxy.marketplace.model.Scalars.FLAG;
import static org.mturkproxy.marketplace.model.Scalars.ID;
import static org.mturkproxy.marketplace.model.Scalars.INT;
import static org.mturkproxy.marketplace.model.Scalars.MAX_RESULTS;
import static org.mturkproxy.marketplace.model.Scalars.PAGE_TOKEN;
import static org.mturkproxy.marketplace.model.Scalars.TEXT;
import static org.mturkproxy.marketplace.model.Scalars.WORKER_ID;
import static org.mturkproxy.marketplace.model.Scalars.list;
import static org.mturkproxy.marketplace.model.Scalars.optional;
import static org.mturkproxy.marketplace.model.Scalars.required;
import static org.mturkproxy.marketplace.model.Scalars.saying;
import static org.mturkproxy.marketplace.model.Scalars.structure;
import static org.mturkproxy.marketplace.model.Shapes.EVENT_TYPE;
import static org.mturkproxy.marketplace.model.Shapes.NOTIFICATION_SPECIFICATION;
import static org.mturkproxy.marketplace.model.Shapes.NOTIFY_WORKERS_FAILURE_STATUS;
import static org.mturkproxy.marketplace.model.Shapes.WORKER_BLOCK;

import org.mturkproxy.marketplace.model.Type.Structure;

/** What concerns Workers as such, and what the service tells a Requester by itself. */
public final class WorkerOperations {

  private static final Structure NOTHING = structure("Output");

  public static final Operation CREATE_WORKER_BLOCK =
      new Operation(
          "CreateWorkerBlock",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("Reason", saying(Integer.MAX_VALUE))),
          NOTHING);

  public static final Operation DELETE_WORKER_BLOCK =
      new Operation(
          "DeleteWorkerBlock",
          structure("Input", required("WorkerId", WORKER_ID), optional("Reason", TEXT)),
          NOTHING);

  public static final Operation LIST_WORKER_BLOCKS =
      new Operation(
          "ListWorkerBlocks",
          structure(
              "Input", optional("NextToken", PAGE_TOKEN), optional("MaxResults", MAX_RESULTS)),
          structure(
              "Output",
              optional("NextToken", PAGE_TOKEN),
              optional("NumResults", INT),
              optional("WorkerBlocks", list(WORKER_BLOCK))));

  public static final Operation NOTIFY_WORKERS =
      new Operation(
          "NotifyWorkers",
          structure(
              "Input",
              required("Subject", saying(200)),
              required("MessageText", saying(4096)),
              required("WorkerIds", list(WORKER_ID, 100))),
          structure(
              "Output",
              optional("NotifyWorkersFailureStatuses", list(NOTIFY_WORKERS_FAILURE_STATUS))));

  public static final Operation UPDATE_NOTIFICATION_SETTINGS =
      new Operation(
          "UpdateNotificationSettings",
          structure(
              "Input",
              required("HITTypeId", ID),
              optional("Notification", NOTIFICATION_SPECIFICATION),
              optional("Active", FLAG)),
          NOTHING);

  public static final Operation SEND_TEST_EVENT_NOTIFICATION =
      new Operation(
          "SendTestEventNotification",
          structure(
              "Input",
              required("Notification", NOTIFICATION_SPECIFICATION),
              required("TestEventType", EVENT_TYPE)),
          NOTHING);

  private WorkerOperations() {}
}
