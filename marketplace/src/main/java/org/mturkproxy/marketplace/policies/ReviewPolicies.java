package org.mturkproxy.marketplace.policies;

import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;

/** The review policies that a HIT is created with. */
public final class ReviewPolicies {

  private ReviewPolicies() {}

  /**
   * The assignment-level policy, checked, as JSON to keep.
   *
   * @throws ApiException if there is no such policy, or its parameters are wrong
   */
  public static Optional<String> assignmentLevel(Input input) {
    Optional<Input> policy = input.structure("AssignmentReviewPolicy");
    policy.ifPresent(KnownAnswersPolicy::read);
    return policy.map(Input::json);
  }

  /**
   * The HIT-level policy, checked, as JSON to keep.
   *
   * @throws ApiException if there is no such policy, or its parameters are wrong
   */
  public static Optional<String> hitLevel(Input input) {
    Optional<Input> policy = input.structure("HITReviewPolicy");
    policy.ifPresent(PluralityPolicy::read);
    return policy.map(Input::json);
  }
}
