package org.mturkproxy.marketplace.qualifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_QUALIFICATION_TYPE_STATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;

/** Reads the requirements of a HIT type and refuses those that could never be checked. */
public final class Requirements {

  private static final String MEMBER = "QualificationRequirements";

  private static final Set<String> ORDERING =
      Set.of("LessThan", "LessThanOrEqualTo", "GreaterThan", "GreaterThanOrEqualTo");
  private static final Set<String> EQUALITY = Set.of("EqualTo", "NotEqualTo");
  private static final Set<String> EXISTENCE = Set.of("Exists", "DoesNotExist");

  private Requirements() {}

  /**
   * The requirements of the call.
   *
   * @throws ApiException if one is contradictory, or names a type that cannot be required
   */
  public static List<Requirement> of(Call call) {
    List<Requirement> requirements = new ArrayList<>();
    for (Input input : call.input().structures(MEMBER)) {
      if (input.has("RequiredToPreview") && input.has("ActionsGuarded")) {
        throw ApiException.parameter(
            "The parameters RequiredToPreview and ActionsGuarded must not be used together.");
      }
      Requirement requirement = Requirement.of(input);
      checkValues(requirement);
      checkType(call, requirement.typeId());
      requirements.add(requirement);
    }
    return List.copyOf(requirements);
  }

  /** Companion section 5.8: how many values of which kind a comparator takes. */
  private static void checkValues(Requirement requirement) {
    boolean locale = requirement.typeId().equals(SystemQualificationType.LOCALE.id());
    int integers = requirement.integers().size();
    int locales = requirement.locales().size();
    String comparator = requirement.comparator();
    int right = locale ? locales : integers;
    int wrong = locale ? integers : locales;
    boolean fits;
    if (EXISTENCE.contains(comparator)) {
      fits = right == 0;
    } else if (ORDERING.contains(comparator)) {
      fits = right == 1 && !locale;
    } else if (EQUALITY.contains(comparator)) {
      fits = right == 1;
    } else {
      fits = right >= 1;
    }
    if (!fits || wrong > 0) {
      throw ApiException.notValid(
          comparator,
          "Comparator",
          "The requirement of the QualificationType "
              + requirement.typeId()
              + " has values that do not go with it.");
    }
  }

  private static void checkType(Call call, String typeId) {
    boolean inactive = visible(call, typeId).filter(type -> !type.isActive()).isPresent();
    if (inactive) {
      throw ApiException.refused(
          INVALID_QUALIFICATION_TYPE_STATE,
          "This operation can be called with a status of: " + QualificationType.ACTIVE);
    }
  }

  /**
   * Refuses a type that the caller could not have required.
   *
   * @throws ApiException {@code QualificationTypeDoesNotExist}
   */
  public static void requireVisible(Call call, String typeId) {
    visible(call, typeId);
  }

  /** The caller's type, or empty for one of the service's own. */
  private static Optional<QualificationType> visible(Call call, String typeId) {
    if (SystemQualificationType.of(typeId).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(QualificationTypes.own(call.transaction(), call.account(), typeId));
  }
}
