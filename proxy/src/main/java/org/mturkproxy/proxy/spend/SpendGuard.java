package org.mturkproxy.proxy.spend;

import org.mturkproxy.config.SpendCaps;
import org.mturkproxy.proxy.state.SpendLedger;
import org.mturkproxy.proxy.state.SpendLedger.Spender;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.KeyUpstream;

/**
 * Stands between the calls of a key and its upstream, and looks at each modern call that is about
 * to be sent: so it holds for every legacy operation over REST and SOAP, and for modern calls too.
 */
public final class SpendGuard {

  private final SpendLedger ledger;
  private final EventLoops loops;
  private final Turns turns = new Turns();

  /**
   * A guard for all keys; it outlives a reload of the configuration.
   *
   * @param ledger what was spent
   * @param loops where calls wait
   */
  public SpendGuard(SpendLedger ledger, EventLoops loops) {
    this.ledger = ledger;
    this.loops = loops;
  }

  /** The upstream within these caps: itself where there are none. */
  public KeyUpstream around(KeyUpstream upstream, Spender spender, SpendCaps caps) {
    if (caps.equals(SpendCaps.NONE)) {
      return upstream;
    }
    Reads reads = new Reads(upstream);
    HitTypeRewards types = new HitTypeRewards(ledger, spender.upstream(), reads);
    GuardedKey key =
        new GuardedKey(spender, new SpendRules(caps, types, reads), types, ledger, turns);
    return (call, body) -> key.send(call, body, loops.current(), upstream);
  }
}
