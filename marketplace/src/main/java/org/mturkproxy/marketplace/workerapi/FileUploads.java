package org.mturkproxy.marketplace.workerapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.marketplace.assignments.Assignments;
import org.mturkproxy.marketplace.assignments.Work;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.CrossSite;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.documents.FileLimits;
import org.mturkproxy.marketplace.documents.QuestionDocuments;
import org.mturkproxy.marketplace.files.UploadedFiles;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.http.Upload;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.mturkproxy.marketplace.store.FileStore;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * {@code POST /worker/assignments/{id}/files/{question}}: the body is the file that answers the
 * question. Answers what to put into the QuestionFormAnswers.
 */
public final class FileUploads {

  private static final Pattern ONE_FILE =
      Pattern.compile("/worker/assignments/([A-Z0-9]{1,64})/files/([^/]{1,255})");

  private final Transactions transactions;
  private final FileStore files;
  private final long largest;
  private final Clock clock;

  /**
   * Uploads into this store.
   *
   * @param largest most bytes of a file, whatever its question allows
   */
  public FileUploads(Transactions transactions, FileStore files, long largest, Clock clock) {
    this.transactions = transactions;
    this.files = files;
    this.largest = largest;
    this.clock = clock;
  }

  /** The upload that a request is, if it is one; where it goes is asked when it begins. */
  public static Optional<Upload> upload(RequestHead head, Supplier<FileUploads> where) {
    boolean isOne = head.method().equals("POST") && ONE_FILE.matcher(head.path()).matches();
    return isOne ? Optional.of(new FileUpload(head, where)) : Optional.empty();
  }

  /** What a request wants to answer, and how large that may be. */
  record Place(String assignmentId, String questionId, FileLimits limits) {

    /** The answer's {@code UploadedFileKey}. */
    String key() {
      return assignmentId + "/" + questionId;
    }
  }

  /**
   * Where a file goes.
   *
   * @throws ApiException why it cannot
   */
  Place place(RequestHead head) {
    CrossSite.refusePages(head);
    Matcher path = ONE_FILE.matcher(head.path());
    if (!path.matches()) {
      throw new IllegalArgumentException("not an upload");
    }
    String assignment = path.group(1);
    String question = decoded(path.group(2));
    return transactions.read(
        (transaction, now) ->
            new Place(assignment, question, limits(transaction, assignment, question)));
  }

  private FileLimits limits(Transaction transaction, String assignment, String question) {
    Work.requireInProgress(transaction, assignment);
    String hitId = Assignments.find(transaction, assignment).orElseThrow().hitId();
    Hit hit = Hits.find(transaction, hitId).orElseThrow();
    return QuestionDocuments.fileLimits(hit.question(), question)
        .orElseThrow(
            () ->
                ApiException.framework(
                    400, "NoFileUploadQuestion", "The HIT does not ask for this file."))
        .atMost(largest);
  }

  /** Keeps a file that is whole; a second one for the same question replaces it. */
  void keep(Place place, String contentType, FileStore.Part part) {
    String name = files.keep(part);
    Optional<String> earlier;
    try {
      earlier =
          transactions.write(
              (transaction, now) -> {
                // The time may have run out while the file arrived.
                Work.requireInProgress(transaction, place.assignmentId());
                return UploadedFiles.keep(
                    transaction, place.assignmentId(), place.questionId(), contentType, name);
              });
    } catch (RuntimeException e) {
      files.delete(name);
      throw e;
    }
    earlier.ifPresent(files::delete);
  }

  FileStore.Part begin() {
    return files.begin();
  }

  Clock clock() {
    return clock;
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded, UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.framework(
          400, "ValidationException", "The question identifier is not URL-encoded.");
    }
  }
}
