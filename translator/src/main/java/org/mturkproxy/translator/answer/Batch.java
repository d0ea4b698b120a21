package org.mturkproxy.translator.answer;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.Level;
import org.mturkproxy.translator.modern.Repeat;

/** Several requests in one call ({@code legacy-api.md} 2.6, {@code mapping.md} 3.1). */
public final class Batch {

  private Batch() {}

  /**
   * Sees to it that an error of one request, which only a whole answer can carry, does not hide
   * that another request had an effect.
   */
  public static List<Answered> settle(Operation operation, List<Answered> answered) {
    if (isFree(operation.plan()) || answered.stream().allMatch(Batch::failedAsWhole)) {
      return answered;
    }
    return answered.stream().map(Batch::byItself).toList();
  }

  /** Whether a request may be carried out again and again without harm. */
  public static boolean isFree(Plan plan) {
    return plan instanceof Plan.PagedList
        || plan instanceof Plan.WithoutCall
        || (plan instanceof Plan.Composed composed && composed.repeatable())
        || (plan instanceof Plan.OneCall one && one.repeat() == Repeat.FREE);
  }

  static boolean failedAsWhole(Answered one) {
    return one.error().filter(error -> error.level() != Level.REQUEST).isPresent();
  }

  private static Answered byItself(Answered one) {
    Optional<LegacyError> error = one.error();
    return failedAsWhole(one)
        ? new Answered(
            one.request(), new Outcome.Failed(LegacyErrors.withoutInvitation(error.orElseThrow())))
        : one;
  }
}
