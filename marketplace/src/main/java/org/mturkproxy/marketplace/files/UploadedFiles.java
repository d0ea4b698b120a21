package org.mturkproxy.marketplace.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.mturkproxy.marketplace.store.FileStore;
import org.mturkproxy.marketplace.store.Row;
import org.mturkproxy.marketplace.store.Transaction;

/** {@code GetFileUploadURL}, and the files behind its URLs. */
public final class UploadedFiles implements HttpService {

  private final FileLinks links;
  private final FileStore store;
  private final Transactions transactions;
  private final Clock clock;

  /** The files of the marketplace. */
  public UploadedFiles(FileLinks links, FileStore store, Transactions transactions, Clock clock) {
    this.links = links;
    this.store = store;
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

  /**
   * Notes the file that a Worker gives as an answer; a second one replaces it.
   *
   * @param storedAs its name in the store
   * @return the name of the one that was replaced
   */
  public static Optional<String> keep(
      Transaction transaction,
      String assignmentId,
      String questionId,
      String contentType,
      String storedAs) {
    Optional<String> earlier =
        transaction
            .first(
                "SELECT stored_as FROM uploaded_file WHERE assignment_id = ? AND question_id = ?",
                row -> row.optionalText("stored_as"),
                assignmentId,
                questionId)
            .flatMap(name -> name);
    transaction.update(
        "INSERT INTO uploaded_file (assignment_id, question_id, content_type, stored_as)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (assignment_id, question_id) DO UPDATE SET"
            + " content_type = excluded.content_type, content = NULL,"
            + " stored_as = excluded.stored_as",
        assignmentId,
        questionId,
        contentType,
        storedAs);
    return earlier;
  }

  /** The names of all files that are answers. */
  public static Set<String> names(Transaction transaction) {
    return Set.copyOf(
        transaction.list(
            "SELECT stored_as FROM uploaded_file WHERE stored_as IS NOT NULL",
            row -> row.text("stored_as")));
  }

  private Optional<HttpAnswer> find(Transaction transaction, FileName name) {
    return transaction.first(
        "SELECT content_type, content, stored_as FROM uploaded_file"
            + " WHERE assignment_id = ? AND question_id = ?",
        this::answer,
        name.assignmentId(),
        name.questionId());
  }

  private HttpAnswer answer(Row row) {
    List<Header> headers =
        List.of(
            new Header("Content-Type", row.text("content_type")),
            // Whatever a Worker handed in must not run as a page of this host.
            new Header("Content-Disposition", "attachment"),
            new Header("X-Content-Type-Options", "nosniff"));
    Optional<Path> file = row.optionalText("stored_as").map(store::path);
    if (file.isEmpty()) {
      return new HttpAnswer(200, headers, row.bytes("content"));
    }
    try {
      long bytes = Files.size(file.get());
      return HttpAnswer.ofFile(headers, new HttpAnswer.FileBody(file.get(), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
