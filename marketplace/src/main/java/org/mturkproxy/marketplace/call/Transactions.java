package org.mturkproxy.marketplace.call;

import java.time.Instant;
import java.util.function.BiFunction;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * Runs work at a time at which all that was due before has been done.
 *
 * <p>What the clock neither reads nor changes need not wait for that: {@link #readTimeless} and
 * {@link #writeTimeless} are for work on such things alone. The clock works on HITs, assignments,
 * reviews, balances, what Workers achieved, notification settings and events.
 */
public interface Transactions {

  /**
   * Runs work that only reads.
   *
   * @throws ApiException {@code ThrottlingException} if too much is due; nothing was done
   */
  <T> T read(BiFunction<Transaction, Instant, T> work);

  /**
   * Runs work that writes; when this returns, it is durable.
   *
   * @throws ApiException {@code ThrottlingException} if too much is due; nothing was done
   */
  <T> T write(BiFunction<Transaction, Instant, T> work);

  /** Runs work that only reads, and only what the clock does not change. */
  <T> T readTimeless(BiFunction<Transaction, Instant, T> work);

  /** Runs work that writes what the clock neither reads nor changes; then it is durable. */
  <T> T writeTimeless(BiFunction<Transaction, Instant, T> work);
}
