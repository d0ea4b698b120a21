package org.mturkproxy.marketplace.qualifications;

import java.util.Optional;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.documents.QuestionDocuments;
import org.mturkproxy.marketplace.model.QualificationOperations;

/** Changing and deleting Qualification types (mapping section 2.6). */
public final class QualificationTypeChanges {

  private final HitTypesThatRequire hitTypes;

  /** Deletes the HIT types that require a Qualification type. */
  @FunctionalInterface
  public interface HitTypesThatRequire {

    /** Deletes the account's HIT types that require it; their HITs stay. */
    void delete(Call call, String qualificationTypeId);
  }

  private QualificationTypeChanges(HitTypesThatRequire hitTypes) {
    this.hitTypes = hitTypes;
  }

  /** Adds the operations. */
  public static void register(Registry registry, HitTypesThatRequire hitTypes) {
    QualificationTypeChanges feature = new QualificationTypeChanges(hitTypes);
    registry
        .writesTimeless(QualificationOperations.UPDATE_QUALIFICATION_TYPE, feature::update)
        .writesTimeless(QualificationOperations.DELETE_QUALIFICATION_TYPE, feature::delete);
  }

  /** What is absent stays, but a new test without an answer key ends the old key. */
  private Output update(Call call) {
    Input input = call.input();
    QualificationType old = type(call);
    Optional<String> newTest = input.optionalText("Test");
    newTest.ifPresent(QuestionDocuments::test);
    Optional<String> test = newTest.or(old::test);
    Optional<String> newKey = input.optionalText("AnswerKey");
    newKey.ifPresent(QuestionDocuments::answerKey);
    Optional<String> key = newTest.isPresent() ? newKey : newKey.or(old::answerKey);
    Optional<Long> duration = given(input, "TestDurationInSeconds").or(old::testDuration);
    Optional<Long> granted = autoGrantedValue(input, old);
    QualificationTypeFeature.checkTogether(
        test.isPresent(), key.isPresent(), duration.isPresent(), granted.isPresent());
    String description = input.optionalText("Description").orElse(old.description());
    call.transaction()
        .update(
            "UPDATE qualification_type SET description = ?, searchable = ?, status = ?, test = ?,"
                + " test_duration = ?, answer_key = ?, retry_delay = ?, auto_granted_value = ?"
                + " WHERE seq = ?",
            description,
            QualificationTypeFeature.searchable(old.name(), old.keywords(), description),
            input.optionalText("QualificationTypeStatus").orElse(old.status()),
            test,
            duration,
            key,
            given(input, "RetryDelayInSeconds").or(old::retryDelay),
            granted,
            old.seq());
    return new Output().structure("QualificationType", type(call).view());
  }

  private static Optional<Long> autoGrantedValue(Input input, QualificationType old) {
    boolean granted = input.flag("AutoGranted", old.autoGrantedValue().isPresent());
    if (!granted) {
      return Optional.empty();
    }
    return given(input, "AutoGrantedValue").or(old::autoGrantedValue).or(() -> Optional.of(1L));
  }

  private static Optional<Long> given(Input input, String name) {
    var value = input.optionalWhole(name);
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  /**
   * Pending requests are rejected, granted Qualifications stay, HIT types that require it are
   * deleted with it. The name is free at once; the real service takes up to 48 hours.
   */
  private Output delete(Call call) {
    QualificationType type = type(call);
    call.transaction()
        .update(
            "UPDATE qualification_type SET status = ?, taken_name = NULL WHERE seq = ?",
            QualificationType.DELETED,
            type.seq());
    call.transaction()
        .update(
            "UPDATE qualification_request SET status = ?"
                + " WHERE qualification_type_id = ? AND status = ?",
            QualificationRequests.REJECTED,
            type.id(),
            QualificationRequests.PENDING);
    hitTypes.delete(call, type.id());
    return Output.nothing();
  }

  private static QualificationType type(Call call) {
    return QualificationTypes.own(
        call.transaction(), call.account(), call.input().text("QualificationTypeId"));
  }
}
