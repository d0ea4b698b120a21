package org.mturkproxy.marketplace.call;

import java.time.Instant;
import org.mturkproxy.marketplace.store.RequestTokens;
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

  /**
   * Refuses a call whose token was used, in the service's words (mapping section 1.10).
   *
   * @throws ApiException {@code DuplicateCall}
   */
  public void refuseUsedToken(String operation, String token) {
    if (RequestTokens.find(transaction, account, operation, token, now).isPresent()) {
      throw ApiException.refused(
          TurkErrorCode.DUPLICATE_CALL,
          "The idempotency token \"" + token + "\" has already been processed.");
    }
  }

  /** Remembers the token of this call, and the id of what it made. */
  public void keepToken(String operation, String token, String subject) {
    RequestTokens.keep(transaction, account, operation, token, subject, now);
  }
}
