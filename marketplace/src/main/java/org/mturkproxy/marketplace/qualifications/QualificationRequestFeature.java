package org.mturkproxy.marketplace.qualifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_QUALIFICATION_REQUEST_STATE;
import static org.mturkproxy.marketplace.call.TurkErrorCode.QUALIFICATION_REQUEST_DOES_NOT_EXIST;
import static org.mturkproxy.marketplace.qualifications.QualificationRequests.GRANTED;
import static org.mturkproxy.marketplace.qualifications.QualificationRequests.PENDING;
import static org.mturkproxy.marketplace.qualifications.QualificationRequests.REJECTED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.QualificationOperations;
import org.mturkproxy.marketplace.store.Row;
import org.mturkproxy.marketplace.workers.WorkerMail;

/** Requesters decide about requests for Qualifications. */
public final class QualificationRequestFeature {

  private QualificationRequestFeature() {}

  private record Request(
      long seq,
      String id,
      String typeId,
      String workerId,
      Optional<String> test,
      Optional<String> answer,
      Instant submittedAt,
      String status) {

    static Request of(Row row) {
      return new Request(
          row.whole("seq"),
          row.text("request_id"),
          row.text("qualification_type_id"),
          row.text("worker_id"),
          row.optionalText("test"),
          row.optionalText("answer"),
          row.time("submitted_at"),
          row.text("status"));
    }

    Output view() {
      return new Output()
          .text("QualificationRequestId", id)
          .text("QualificationTypeId", typeId)
          .text("WorkerId", workerId)
          .text("Test", test)
          .text("Answer", answer)
          .time("SubmitTime", submittedAt);
    }
  }

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .readsTimeless(
            QualificationOperations.LIST_QUALIFICATION_REQUESTS, QualificationRequestFeature::list)
        .writesTimeless(
            QualificationOperations.ACCEPT_QUALIFICATION_REQUEST,
            QualificationRequestFeature::accept)
        .writesTimeless(
            QualificationOperations.REJECT_QUALIFICATION_REQUEST,
            QualificationRequestFeature::reject);
  }

  /** Those that are not decided yet. */
  private static Output list(Call call) {
    Optional<String> type = call.input().optionalText("QualificationTypeId");
    type.ifPresent(id -> QualificationTypes.own(call.transaction(), call.account(), id));
    Page page = call.page("ListQualificationRequests", type);
    String column = type.isPresent() ? "qualification_type_id" : "account_id";
    List<Request> found =
        page.read(
            call.transaction(),
            Request::view,
            "SELECT * FROM qualification_request WHERE "
                + column
                + " = ? AND status = 'Pending' AND seq > ? ORDER BY seq LIMIT ?",
            Request::of,
            type.orElse(call.account()),
            page.after(),
            page.limit());
    return page.output(
        "QualificationRequests", found, request -> new Page.Key(request.seq()), Request::view);
  }

  private static Output accept(Call call) {
    Request request = decide(call, GRANTED);
    Qualifications.grant(
        call.transaction(),
        request.typeId(),
        request.workerId(),
        call.input().optionalInt("IntegerValue").orElse(1),
        call.now());
    return Output.nothing();
  }

  private static Output reject(Call call) {
    Request request = decide(call, REJECTED);
    call.input()
        .optionalText("Reason")
        .ifPresent(
            reason ->
                WorkerMail.send(
                    call.transaction(),
                    call.account(),
                    request.workerId(),
                    "Your request for a Qualification was rejected",
                    reason,
                    call.now()));
    return Output.nothing();
  }

  private static Request decide(Call call, String status) {
    String id = call.input().text("QualificationRequestId");
    Request request =
        call.transaction()
            .first(
                "SELECT * FROM qualification_request WHERE request_id = ? AND account_id = ?",
                Request::of,
                id,
                call.account())
            .orElseThrow(
                () ->
                    ApiException.refused(
                        QUALIFICATION_REQUEST_DOES_NOT_EXIST,
                        "QualificationRequest " + id + " does not exist."));
    if (!request.status().equals(PENDING)) {
      throw ApiException.refused(
          INVALID_QUALIFICATION_REQUEST_STATE,
          "This operation can be called with a status of: " + PENDING);
    }
    call.transaction()
        .update("UPDATE qualification_request SET status = ? WHERE seq = ?", status, request.seq());
    return request;
  }
}
