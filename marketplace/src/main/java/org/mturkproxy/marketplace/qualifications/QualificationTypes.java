package org.mturkproxy.marketplace.qualifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.PERMISSION_DENIED;
import static org.mturkproxy.marketplace.call.TurkErrorCode.QUALIFICATION_TYPE_DOES_NOT_EXIST;

import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.store.Transaction;

/** Finds Qualification types. */
final class QualificationTypes {

  private QualificationTypes() {}

  /** A type that exists, whoever owns it. */
  static Optional<QualificationType> find(Transaction transaction, String id) {
    return transaction
        .first(
            "SELECT * FROM qualification_type WHERE qualification_type_id = ?",
            QualificationType::of,
            id)
        .filter(type -> !type.status().equals(QualificationType.DELETED));
  }

  /**
   * A type of this account.
   *
   * @throws ApiException if it does not exist or is somebody else's, which is the same to the
   *     caller; {@code PermissionDenied} for the service's own types
   */
  static QualificationType own(Transaction transaction, String account, String id) {
    if (SystemQualificationType.of(id).isPresent()) {
      throw ApiException.refused(
          PERMISSION_DENIED, "This user is not authorized to perform the requested operation.");
    }
    return find(transaction, id)
        .filter(type -> type.account().equals(account))
        .orElseThrow(() -> doesNotExist(id));
  }

  static ApiException doesNotExist(String id) {
    return ApiException.refused(
        QUALIFICATION_TYPE_DOES_NOT_EXIST, "QualificationType " + id + " does not exist.");
  }
}
