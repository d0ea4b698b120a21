package org.mturkproxy.proxy.upstream;

import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;

/** The upstream of one key: for translated calls, and for modern ones that are passed through. */
public interface KeyUpstream extends Upstream {

  /**
   * Signs and sends a body as it is, repeating it only as {@link ModernCall#repeat()} allows.
   *
   * @param call what the body says
   * @param body the JSON; not copied
   * @return completes within the time budget, and never exceptionally
   */
  CompletionStage<PassedOn> pass(ModernCall call, byte[] body);

  @Override
  default CompletionStage<ModernReply> send(ModernCall call) {
    return pass(call, call.body()).thenApply(PassedOn::reply);
  }
}
