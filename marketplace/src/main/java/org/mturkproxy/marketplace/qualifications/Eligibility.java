package org.mturkproxy.marketplace.qualifications;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.marketplace.workers.Workers;

/** Tells whether a Worker has what a HIT requires. */
public final class Eligibility {

  private Eligibility() {}

  /** The first requirement that the Worker does not meet. */
  public static Optional<Requirement> unmet(
      Transaction transaction, List<Requirement> requirements, String workerId) {
    Workers.Worker worker = Workers.get(transaction, workerId);
    return requirements.stream()
        .filter(requirement -> !meets(transaction, requirement, workerId, worker))
        .findFirst();
  }

  private static boolean meets(
      Transaction transaction, Requirement requirement, String workerId, Workers.Worker worker) {
    Optional<SystemQualificationType> system = SystemQualificationType.of(requirement.typeId());
    if (system.filter(type -> type == SystemQualificationType.LOCALE).isPresent()) {
      return meetsLocale(requirement, worker);
    }
    Optional<Integer> value =
        system.isPresent()
            ? systemValue(system.get(), worker)
            : Qualifications.find(transaction, requirement.typeId(), workerId)
                .filter(Qualification::isGranted)
                .map(qualification -> Math.toIntExact(qualification.value()));
    return meetsInteger(requirement, value);
  }

  private static Optional<Integer> systemValue(
      SystemQualificationType type, Workers.Worker worker) {
    return switch (type) {
      case NUMBER_APPROVED -> Optional.of(Math.toIntExact(worker.approved()));
      case PERCENT_APPROVED -> Optional.of(worker.percentApproved());
      case ADULT -> worker.adult() ? Optional.of(1) : Optional.empty();
      case MASTERS, MASTERS_IN_SANDBOX -> worker.masters() ? Optional.of(1) : Optional.empty();
      case LOCALE -> Optional.empty();
    };
  }

  private static boolean meetsInteger(Requirement requirement, Optional<Integer> value) {
    if (requirement.comparator().equals("DoesNotExist")) {
      return value.isEmpty();
    }
    if (value.isEmpty()) {
      return false;
    }
    int has = value.get();
    List<Integer> wanted = requirement.integers();
    return switch (requirement.comparator()) {
      case "LessThan" -> has < wanted.get(0);
      case "LessThanOrEqualTo" -> has <= wanted.get(0);
      case "GreaterThan" -> has > wanted.get(0);
      case "GreaterThanOrEqualTo" -> has >= wanted.get(0);
      case "EqualTo", "In" -> wanted.contains(has);
      case "NotEqualTo", "NotIn" -> !wanted.contains(has);
      default -> true; // Exists
    };
  }

  private static boolean meetsLocale(Requirement requirement, Workers.Worker worker) {
    boolean known = worker.country().isPresent();
    boolean among = requirement.locales().stream().anyMatch(locale -> contains(locale, worker));
    return switch (requirement.comparator()) {
      case "DoesNotExist" -> !known;
      case "EqualTo", "In" -> among;
      case "NotEqualTo", "NotIn" -> known && !among;
      default -> known; // Exists
    };
  }

  /** A country contains its parts. */
  private static boolean contains(Requirement.Locale locale, Workers.Worker worker) {
    return worker.country().filter(locale.country()::equals).isPresent()
        && (locale.subdivision().isEmpty() || locale.subdivision().equals(worker.subdivision()));
  }
}
