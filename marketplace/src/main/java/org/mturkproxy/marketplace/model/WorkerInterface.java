package org.mturkproxy.marketplace.model;

import static org.mturkproxy.marketplace.model.Scalars.FLAG;
import static org.mturkproxy.marketplace.model.Scalars.ID;
import static org.mturkproxy.marketplace.model.Scalars.TEXT;
import static org.mturkproxy.marketplace.model.Scalars.TWO_LETTERS;
import static org.mturkproxy.marketplace.model.Scalars.WORKER_ID;
import static org.mturkproxy.marketplace.model.Scalars.optional;
import static org.mturkproxy.marketplace.model.Scalars.required;
import static org.mturkproxy.marketplace.model.Scalars.structure;

/**
 * What Workers do. MTurk has a website for this and no documented interface; this one is ours, in
 * the same terms.
 */
public final class WorkerInterface {

  public static final Operation ACCEPT =
      new Operation(
          "accept",
          structure("Input", required("WorkerId", WORKER_ID), required("HITId", ID)),
          structure("Output", optional("AssignmentId", ID)));

  /** Long answers are no concern of ours: a request body has a limit of its own. */
  public static final Operation SUBMIT =
      new Operation("submit", structure("Input", required("Answer", TEXT)), structure("Output"));

  public static final Operation ACCEPT_AND_SUBMIT =
      new Operation(
          "acceptAndSubmit",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("HITId", ID),
              required("Answer", TEXT)),
          structure("Output", optional("AssignmentId", ID)));

  public static final Operation REQUEST_QUALIFICATION =
      new Operation(
          "requestQualification",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("QualificationTypeId", ID),
              optional("Answer", TEXT)),
          structure(
              "Output",
              optional("QualificationRequestId", TEXT),
              optional("IntegerValue", Scalars.INT)));

  public static final Operation MESSAGES =
      new Operation(
          "messages", structure("Input", required("WorkerId", WORKER_ID)), structure("Output"));

  /** What the service would know about a Worker; for tests to set. */
  public static final Operation DESCRIBE =
      new Operation(
          "describe",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              optional("Country", TWO_LETTERS),
              optional("Subdivision", TWO_LETTERS),
              optional("Adult", FLAG),
              optional("Masters", FLAG)),
          structure("Output"));

  private WorkerInterface() {}
}
