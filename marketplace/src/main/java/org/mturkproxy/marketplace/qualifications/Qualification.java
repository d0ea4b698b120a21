package org.mturkproxy.marketplace.qualifications;

import java.time.Instant;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.store.Row;

/** What a Worker has, or had, of a Requester's Qualification type. */
record Qualification(
    long seq, String typeId, String workerId, Instant grantedAt, long value, String status) {

  static final String GRANTED = "Granted";
  static final String REVOKED = "Revoked";

  static Qualification of(Row row) {
    return new Qualification(
        row.whole("seq"),
        row.text("qualification_type_id"),
        row.text("worker_id"),
        row.time("granted_at"),
        row.whole("integer_value"),
        row.text("status"));
  }

  boolean isGranted() {
    return status.equals(GRANTED);
  }

  /** {@code LocaleValue} is left out: only the service's own Locale type has one. */
  Output view() {
    return new Output()
        .text("QualificationTypeId", typeId)
        .text("WorkerId", workerId)
        .time("GrantTime", grantedAt)
        .whole("IntegerValue", value)
        .text("Status", status);
  }
}
