package org.mturkproxy.marketplace.store;

import java.sql.SQLException;

/** The database failed; the call that needed it has no effect. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreException(SQLException cause) {
    super(cause);
  }

  StoreException(String message, Exception cause) {
    super(message, cause);
  }
}
