package org.mturkproxy.marketplace.qualifications;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.documents.Answers;
import org.mturkproxy.marketplace.documents.QuestionDocuments;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;

/** Workers ask for Qualifications. */
public final class QualificationRequests {

  static final String PENDING = "Pending";
  static final String GRANTED = "Granted";
  static final String REJECTED = "Rejected";

  private final Ids ids;

  /** Requests that get their ids from there. */
  public QualificationRequests(Ids ids) {
    this.ids = ids;
  }

  /**
   * A Worker asks. An automatic type, and a test with an answer key, decide at once; otherwise the
   * Requester does.
   *
   * @return {@code IntegerValue} if it was granted, else {@code QualificationRequestId}
   * @throws ApiException why the Worker cannot ask
   */
  public Output request(Transaction transaction, Input input, Instant now) {
    String worker = input.text("WorkerId");
    QualificationType type = requestable(transaction, input.text("QualificationTypeId"));
    refuseRepeated(transaction, type, worker, now);
    Optional<String> answer = input.optionalText("Answer");
    if (type.test().isPresent() && answer.isEmpty()) {
      throw refused("AnswerRequired", "The Qualification type has a test that must be answered.");
    }
    var answers = answer.map(Answers::checked);
    Optional<Integer> value =
        type.answerKey().isPresent()
            ? type.answerKey()
                .map(key -> QuestionDocuments.storedAnswerKey(key).value(answers.orElseThrow()))
            : type.autoGrantedValue().map(Math::toIntExact);
    String id = ids.next();
    transaction.update(
        "INSERT INTO qualification_request (request_id, qualification_type_id, account_id,"
            + " worker_id, test, answer, submitted_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        type.id(),
        type.account(),
        worker,
        type.test(),
        answer,
        now,
        value.isPresent() ? GRANTED : PENDING);
    if (value.isEmpty()) {
      return new Output().text("QualificationRequestId", id);
    }
    Qualifications.grant(transaction, type.id(), worker, value.get(), now);
    return new Output().whole("IntegerValue", value.get());
  }

  private static QualificationType requestable(Transaction transaction, String id) {
    QualificationType type =
        QualificationTypes.find(transaction, id)
            .orElseThrow(
                () ->
                    refused(
                        "QualificationTypeDoesNotExist",
                        "QualificationType " + id + " does not exist."));
    if (!type.isActive()) {
      throw refused("QualificationTypeInactive", "The Qualification type is not active.");
    }
    return type;
  }

  /** Without RetryDelayInSeconds a Worker may ask once; with it, again after that time. */
  private static void refuseRepeated(
      Transaction transaction, QualificationType type, String worker, Instant now) {
    record Earlier(String status, Instant at) {}
    Optional<Earlier> last =
        transaction.first(
            "SELECT status, submitted_at FROM qualification_request"
                + " WHERE worker_id = ? AND qualification_type_id = ? ORDER BY seq DESC LIMIT 1",
            row -> new Earlier(row.text("status"), row.time("submitted_at")),
            worker,
            type.id());
    if (last.isEmpty()) {
      return;
    }
    if (last.get().status().equals(PENDING)) {
      throw refused("DuplicateRequest", "The Worker's last request is not decided yet.");
    }
    if (type.retryDelay().isEmpty()) {
      throw refused(
          "QualificationTypeDoesNotAllowRetake", "The Qualification can be requested only once.");
    }
    if (last.get().at().plusSeconds(type.retryDelay().get()).isAfter(now)) {
      throw refused(
          "QualificationTypeRetryDelayNotElapsed",
          "The Qualification cannot be requested again yet.");
    }
  }

  private static ApiException refused(String type, String message) {
    return ApiException.framework(400, type, message);
  }
}
