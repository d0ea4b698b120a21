package org.mturkproxy.proxy.spend;

import org.mturkproxy.translator.modern.ModernReply;

/** A call is not sent; the reply says why. */
final class SpendRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ModernReply reply;

  SpendRefusedException(ModernReply reply) {
    super(reply.answer().toString(), null, false, false);
    this.reply = reply;
  }

  ModernReply reply() {
    return reply;
  }
}
