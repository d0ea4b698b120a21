package org.mturkproxy.proxy.traffic;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** A logged call, whole. */
public final class LoggedRecord {

  private final String requestId;
  private final CallRow row;
  private final byte[] line;

  /**
   * Makes one.
   *
   * @param requestId what its answer has as {@code RequestId}
   * @param row what is counted of it
   * @param line its JSON, UTF-8; nobody writes to it
   */
  LoggedRecord(String requestId, CallRow row, byte[] line) {
    this.requestId = requireNonNull(requestId, "requestId");
    this.row = requireNonNull(row, "row");
    this.line = requireNonNull(line, "line");
  }

  /** What it is called by: the milliseconds of its time, and its request id. */
  public CallId id() {
    return new CallId(row.time().toEpochMilli(), requestId);
  }

  public CallRow row() {
    return row;
  }

  /** How long its JSON is, in bytes. */
  public int length() {
    return line.length;
  }

  /** Its JSON: one object. */
  public String json() {
    return new String(line, StandardCharsets.UTF_8);
  }

  byte[] line() {
    return line;
  }
}
