package org.mturkproxy.marketplace.call;

/** Carries out an operation. Input that violates the operation's declaration never gets here. */
@FunctionalInterface
public interface Handler {

  /**
   * Does the work.
   *
   * @throws ApiException the error to answer; nothing of the work stays
   */
  Output handle(Call call);
}
