package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.declared.ApiVersion.V2012_03_25;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.WORKER_ID;
import static org.mturkproxy.translator.result.Content.NUMBER;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.structure;

import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.parameter.IdType;
import org.mturkproxy.translator.result.Shape;

/** Operations about Workers. */
final class WorkerOperations {

  /** Only these two complain so ({@code legacy-api.md} 4.4, 4.42). */
  private static final IdType BLOCKED_WORKER_ID = WORKER_ID.complaining("WorkerId is invalid.");

  /** 4.4. The Worker does not see the reason. Blocking a blocked Worker succeeds. */
  private static final Operation BLOCK_WORKER =
      operation("BlockWorker")
          .takes(required("WorkerId", BLOCKED_WORKER_ID), required("Reason", TEXT))
          .needsRequest()
          .calls("CreateWorkerBlock", Repeat.FREE);

  /** 4.42. Unblocking a Worker who is not blocked succeeds. */
  private static final Operation UNBLOCK_WORKER =
      operation("UnblockWorker")
          .takes(required("WorkerId", BLOCKED_WORKER_ID), optional("Reason", TEXT))
          .needsRequest()
          .calls("DeleteWorkerBlock", Repeat.FREE);

  /** 4.16. The one list whose counters come with PageNumber first, in REST too. */
  private static final Operation GET_BLOCKED_WORKERS =
      operation("GetBlockedWorkers")
          .takes(Paging.NUMBER_OF_PAGE, Paging.sizeUpTo(65_535))
          .since(V2012_03_25)
          .needsRequest()
          .answers(
              Shape.of(
                  element("PageNumber", NUMBER),
                  element("NumResults", NUMBER),
                  element("TotalNumResults", NUMBER),
                  structure("WorkerBlock", Shapes.WORKER_BLOCK).from("WorkerBlocks").repeated()))
          .lists(PagedList.of("ListWorkerBlocks", "WorkerBlocks", "WorkerId"));

  static final List<Operation> ALL = List.of(BLOCK_WORKER, UNBLOCK_WORKER, GET_BLOCKED_WORKERS);

  private WorkerOperations() {}
}
