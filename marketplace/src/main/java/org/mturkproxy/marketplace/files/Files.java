package org.mturkproxy.marketplace.files;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.assignments.Assignment;
import org.mturkproxy.marketplace.assignments.Assignments;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.JsonAnswers;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.files.FileLinks.FileName;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.HitStatus;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.model.AssignmentOperations;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.marketplace.store.Transaction;

/** {@code GetFileUploadURL}, and the files behind its URLs. */
public final class Files implements HttpService {

  private final FileLinks links;
  private final Transactions transactions;
  private final Clock clock;

  /** The files of the marketplace. */
  public Files(FileLinks links, Transactions transactions, Clock clock) {
    this.links = links;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Adds the operation. */
  public void register(Registry registry) {
    registry.reads(AssignmentOperations.GET_FILE_UPLOAD_URL, this::getFileUploadUrl);
  }

  private Output getFileUploadUrl(Call call) {
    Assignment assignment =
        Assignments.handedIn(call.transaction(), call.account(), call.input().text("AssignmentId"));
    String question = call.input().text("QuestionIdentifier");
    FileName name = new FileName(assignment.id(), question);
    Hit hit = Hits.find(call.transaction(), assignment.hitId()).orElseThrow();
    if (hit.state().status() == HitStatus.DISPOSED || find(call.transaction(), name).isEmpty()) {
      throw ApiException.notValid(
          question, "QuestionIdentifier", "The assignment has no file for it.");
    }
    return new Output().text("FileUploadURL", links.link(name, call.now()));
  }

  /** Keeps the file that a Worker gives as an answer; a second one replaces it. */
  public static void keep(
      Transaction transaction,
      String assignmentId,
      String questionId,
      String contentType,
      byte[] content) {
    transaction.update(
        "INSERT INTO uploaded_file (assignment_id, question_id, content_type, content)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (assignment_id, question_id) DO UPDATE SET"
            + " content_type = excluded.content_type, content = excluded.content",
        assignmentId,
        questionId,
        contentType,
        content);
  }

  private static Optional<HttpAnswer> find(Transaction transaction, FileName name) {
    return transaction.first(
        "SELECT content_type, content FROM uploaded_file"
            + " WHERE assignment_id = ? AND question_id = ?",
        row -> file(row.text("content_type"), row.bytes("content")),
        name.assignmentId(),
        name.questionId());
  }

  /** Follows a link. */
  @Override
  public HttpAnswer answer(HttpCall call) {
    return transactions
        .read(
            (transaction, now) ->
                links
                    .file(call.head().path(), call.head().query(), now)
                    .flatMap(name -> find(transaction, name)))
        .orElseGet(
            () ->
                JsonAnswers.error(
                    ApiException.framework(403, "AccessDenied", "Request has expired"),
                    clock.instant()));
  }

  private static HttpAnswer file(String contentType, byte[] content) {
    return new HttpAnswer(
        200,
        List.of(
            new Header("Content-Type", contentType),
            // Whatever a Worker handed in must not run as a page of this host.
            new Header("Content-Disposition", "attachment"),
            new Header("X-Content-Type-Options", "nosniff")),
        content);
  }
}
