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

  /**
   * MTurk names no limit. This is far more than a form holds, and Requesters get these back by the
   * page.
   */
  private static final Type.Text ANSWER =
      TEXT.limited(new Type.TextLimit(true, Integer.MAX_VALUE, 256 * 1024, true));

  public static final Operation ACCEPT =
      new Operation(
          "accept",
          structure("Input", required("WorkerId", WORKER_ID), required("HITId", ID)),
          structure("Output", optional("AssignmentId", ID)));

  public static final Operation SUBMIT =
      new Operation("submit", structure("Input", required("Answer", ANSWER)), structure("Output"));

  public static final Operation ACCEPT_AND_SUBMIT =
      new Operation(
          "acceptAndSubmit",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("HITId", ID),
              required("Answer", ANSWER)),
          structure("Output", optional("AssignmentId", ID)));

  public static final Operation REQUEST_QUALIFICATION =
      new Operation(
          "requestQualification",
          structure(
              "Input",
              required("WorkerId", WORKER_ID),
              required("QualificationTypeId", ID),
              optional("Answer", ANSWER)),
          structure(
              "Output",
              optional("QualificationRequestId", TEXT),
              optional("IntegerValue", Scalars.INT)));

  /** The time for the test begins with it. */
  public static final Operation START_TEST =
      new Operation(
          "startTest",
          structure("Input", required("WorkerId", WORKER_ID), required("QualificationTypeId", ID)),
          structure("Output", optional("Test", TEXT), optional("Deadline", Scalars.TIME)));

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
