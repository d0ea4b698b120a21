package org.mturkproxy.marketplace.call;

import java.time.Instant;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * One call while it is carried out.
 *
 * @param account the caller's account
 * @param now the time of the call, whole milliseconds
 * @param input checked
 * @param transaction in which all of the call happens
 * @param pages makes and reads the tokens of lists
 */
public record Call(
    String account, Instant now, Input input, Transaction transaction, PageTokens pages) {

  /** The page of a list that the call asks for; the filters are those of the list. */
  public Page page(String list, Object... filters) {
    return pages.page(account, list, filters, input);
  }
}
