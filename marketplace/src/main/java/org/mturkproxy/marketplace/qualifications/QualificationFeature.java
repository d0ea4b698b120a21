package org.mturkproxy.marketplace.qualifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_QUALIFICATION_STATE;
import static org.mturkproxy.marketplace.call.TurkErrorCode.QUALIFICATION_DOES_NOT_EXIST;

import java.util.List;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.QualificationOperations;
import org.mturkproxy.marketplace.workers.WorkerMail;

/** Giving Qualifications to Workers, and taking them away. */
public final class QualificationFeature {

  private QualificationFeature() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .writesTimeless(
            QualificationOperations.ASSOCIATE_QUALIFICATION_WITH_WORKER,
            QualificationFeature::associate)
        .writesTimeless(
            QualificationOperations.DISASSOCIATE_QUALIFICATION_FROM_WORKER,
            QualificationFeature::disassociate)
        .readsTimeless(QualificationOperations.GET_QUALIFICATION_SCORE, QualificationFeature::score)
        .readsTimeless(
            QualificationOperations.LIST_WORKERS_WITH_QUALIFICATION_TYPE,
            QualificationFeature::list);
  }

  /** Gives, gives again after a revocation, or overwrites the value. */
  private static Output associate(Call call) {
    QualificationType type = type(call);
    String worker = call.input().text("WorkerId");
    int value = call.input().optionalInt("IntegerValue").orElse(1);
    Qualifications.grant(call.transaction(), type.id(), worker, value, call.now());
    if (call.input().flag("SendNotification", true)) {
      WorkerMail.send(
          call.transaction(),
          call.account(),
          worker,
          "You have been granted the Qualification \"" + type.name() + "\"",
          "Its value is " + value + ".",
          call.now());
    }
    return Output.nothing();
  }

  private static Output disassociate(Call call) {
    QualificationType type = type(call);
    Qualification qualification = granted(call, type);
    Qualifications.revoke(call.transaction(), qualification);
    call.input()
        .optionalText("Reason")
        .ifPresent(
            reason ->
                WorkerMail.send(
                    call.transaction(),
                    call.account(),
                    qualification.workerId(),
                    "Your Qualification \"" + type.name() + "\" has been revoked",
                    reason,
                    call.now()));
    return Output.nothing();
  }

  private static Output score(Call call) {
    return new Output().structure("Qualification", granted(call, type(call)).view());
  }

  /** In the order in which the Workers first got it. */
  private static Output list(Call call) {
    QualificationType type = type(call);
    String status = call.input().optionalText("Status").orElse(Qualification.GRANTED);
    Page page = call.page("ListWorkersWithQualificationType", type.id(), status);
    List<Qualification> found =
        call.transaction()
            .list(
                "SELECT * FROM qualification WHERE qualification_type_id = ? AND status = ?"
                    + " AND seq > ? ORDER BY seq LIMIT ?",
                Qualification::of,
                type.id(),
                status,
                page.after(),
                page.limit());
    return page.output(
        "Qualifications",
        found,
        qualification -> new Page.Key(qualification.seq()),
        Qualification::view);
  }

  private static QualificationType type(Call call) {
    return QualificationTypes.own(
        call.transaction(), call.account(), call.input().text("QualificationTypeId"));
  }

  private static Qualification granted(Call call, QualificationType type) {
    Qualification qualification =
        Qualifications.find(call.transaction(), type.id(), call.input().text("WorkerId"))
            .orElseThrow(
                () ->
                    ApiException.refused(
                        QUALIFICATION_DOES_NOT_EXIST,
                        "You requested a Qualification that does not exist."));
    if (!qualification.isGranted()) {
      throw ApiException.refused(
          INVALID_QUALIFICATION_STATE,
          "This operation can be called with a status of: " + Qualification.GRANTED);
    }
    return qualification;
  }
}
