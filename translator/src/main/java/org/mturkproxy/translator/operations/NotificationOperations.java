package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.declared.Versions.NONE;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.WORKER_ID;
import static org.mturkproxy.translator.parameter.Types.distinct;
import static org.mturkproxy.translator.parameter.Types.text;
import static org.mturkproxy.translator.result.Element.structure;

import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.result.Shape;

/** Operations that tell somebody something. */
final class NotificationOperations {

  /** 4.32. Never repeated: it mails people. Each is mailed once, though named twice. */
  private static final Operation NOTIFY_WORKERS =
      operation("NotifyWorkers")
          .takes(
              required("Subject", text(200)).mandatory(NONE),
              required("MessageText", text(4096)),
              required("WorkerId", distinct(WORKER_ID, 100)).as("WorkerIds").atMost(100))
          .needsRequest()
          .answers(
              Shape.of(
                  structure("NotifyWorkersFailureStatus", Shapes.NOTIFY_WORKERS_FAILURE)
                      .from("NotifyWorkersFailureStatuses")
                      .repeated()
                      .atMost(100)
                      .since(V2011_10_01)))
          .calls("NotifyWorkers", Repeat.NEVER);

  /** 4.41 */
  private static final Operation SET_HIT_TYPE_NOTIFICATION =
      operation("SetHITTypeNotification")
          .costs("1")
          .differs("The transports SOAP and REST are refused: the modern service has none.")
          .takes(
              required("HITTypeId", ID),
              optional("Notification", Notification.TYPE),
              optional("Active", FLAG))
          .needsRequest()
          .withoutGroupsInSchema()
          .withoutEcho()
          .runsRepeatably(Notification::set, "UpdateNotificationSettings");

  /** 4.39. Never repeated: it sends a message. boto's HITTypeId has no place here. */
  private static final Operation SEND_TEST_EVENT_NOTIFICATION =
      operation("SendTestEventNotification")
          .costs("1")
          .differs("The transports SOAP and REST are refused: the modern service has none.")
          .takes(
              required("Notification", Notification.TYPE),
              required("TestEventType", Notification.EVENT_TYPE).mandatory(NONE),
              optional("HITTypeId", TEXT).kept().outsideTheSchema())
          .needsRequest()
          .withoutGroupsInSchema()
          .withoutEcho()
          .runs(Notification::sendTest, "SendTestEventNotification");

  static final List<Operation> ALL =
      List.of(NOTIFY_WORKERS, SET_HIT_TYPE_NOTIFICATION, SEND_TEST_EVENT_NOTIFICATION);

  private NotificationOperations() {}
}
