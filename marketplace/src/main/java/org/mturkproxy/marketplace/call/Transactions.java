package org.mturkproxy.marketplace.call;

import java.time.Instant;
import java.util.function.BiFunction;
import org.mturkproxy.marketplace.store.Transaction;

/** Runs work at a time at which all that was due before has been done. */
public interface Transactions {

  /** Runs work that only reads. */
  <T> T read(BiFunction<Transaction, Instant, T> work);

  /** Runs work that writes; when this returns, it is durable. */
  <T> T write(BiFunction<Transaction, Instant, T> work);
}
