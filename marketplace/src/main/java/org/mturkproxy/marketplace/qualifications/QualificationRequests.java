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
   * A Worker asks. A test that was not begun before begins and ends with it. An automatic type, and
   * a test with an answer key, decide at once; otherwise the Requester does.
   *
   * @return {@code IntegerValue} if it was granted, else {@code QualificationRequestId}
   * @throws ApiException why the Worker cannot ask
   */
  public Output request(Transaction transaction, Input input, Instant now) {
    String worker = input.text("WorkerId");
    QualificationType type = requestable(transaction, input.text("QualificationTypeId"));
    Optional<String> answer = input.optionalText("Answer");
    if (type.test().isPresent() && answer.isEmpty()) {
      throw refused("AnswerRequired", "The Qualification type has a test that must be answered.");
    }
    Attempts.of(transaction, type, worker).answer(now);
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

  /**
   * A Worker begins a type's test, which is what requesting the Qualification means: from now on
   * the time for the test runs, and that until it may be tried again. To begin a test that has
   * begun changes nothing.
   *
   * @return {@code Test} and {@code Deadline}, by when the answer must be there
   * @throws ApiException why the Worker cannot
   */
  public Output startTest(Transaction transaction, Input input, Instant now) {
    QualificationType type = requestable(transaction, input.text("QualificationTypeId"));
    String test =
        type.test().orElseThrow(() -> refused("NoTest", "The Qualification type has no test."));
    Attempts attempts = Attempts.of(transaction, type, input.text("WorkerId"));
    return new Output().text("Test", test).time("Deadline", attempts.start(now));
  }

  static ApiException refused(String type, String message) {
    return ApiException.framework(400, type, message);
  }
}
