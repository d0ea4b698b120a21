package org.mturkproxy.translator.catalogue;

import java.util.concurrent.CompletionStage;

/** Carries out one operation that is more than a declaration. */
@FunctionalInterface
public interface Procedure {

  /**
   * Makes the modern calls, each after the one before it, without blocking.
   *
   * @param request what was asked
   * @param calls the way to the modern API
   */
  CompletionStage<Outcome> run(Arguments request, Calls calls);
}
