package org.mturkproxy.translator.modern;

import java.util.concurrent.CompletionStage;

/** Where modern calls go, already bound to the credentials of one Requester. */
@FunctionalInterface
public interface Upstream {

  /**
   * Signs and sends one call, repeating it only as {@link ModernCall#repeat()} allows.
   *
   * @return completes within the time budget, and never exceptionally: every failure is an answer
   */
  CompletionStage<ModernReply> send(ModernCall call);
}
