package org.mturkproxy.marketplace.qualifications;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.store.Row;

/**
 * A Requester's Qualification type.
 *
 * @param status {@code Active}, {@code Inactive}, or {@link #DELETED}, which no caller ever sees
 * @param autoGrantedValue there exactly if it is granted automatically
 */
record QualificationType(
    long seq,
    String id,
    String account,
    Instant createdAt,
    String name,
    Optional<String> keywords,
    String description,
    String status,
    Optional<String> test,
    Optional<Long> testDuration,
    Optional<String> answerKey,
    Optional<Long> retryDelay,
    Optional<Long> autoGrantedValue) {

  static final String ACTIVE = "Active";
  static final String DELETED = "Deleted";

  static QualificationType of(Row row) {
    return new QualificationType(
        row.whole("seq"),
        row.text("qualification_type_id"),
        row.text("account_id"),
        row.time("created_at"),
        row.text("name"),
        row.optionalText("keywords"),
        row.text("description"),
        row.text("status"),
        row.optionalText("test"),
        row.optionalWhole("test_duration"),
        row.optionalText("answer_key"),
        row.optionalWhole("retry_delay"),
        row.optionalWhole("auto_granted_value"));
  }

  boolean isActive() {
    return status.equals(ACTIVE);
  }

  Output view() {
    return new Output()
        .text("QualificationTypeId", id)
        .time("CreationTime", createdAt)
        .text("Name", name)
        .text("Description", description)
        .text("Keywords", keywords)
        .text("QualificationTypeStatus", status)
        .text("Test", test)
        .whole("TestDurationInSeconds", testDuration)
        .text("AnswerKey", answerKey)
        .whole("RetryDelayInSeconds", retryDelay)
        .flag("IsRequestable", isActive())
        .flag("AutoGranted", autoGrantedValue.isPresent())
        .whole("AutoGrantedValue", autoGrantedValue);
  }
}
