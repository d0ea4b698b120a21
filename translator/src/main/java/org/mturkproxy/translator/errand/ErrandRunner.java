package org.mturkproxy.translator.errand;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Carries errands on. */
@FunctionalInterface
public interface ErrandRunner {

  /**
   * Makes one attempt, without blocking.
   *
   * @return empty when the errand is done; else why not, in one word for the operator
   */
  CompletionStage<Optional<String>> carryOn(Errand errand);
}
