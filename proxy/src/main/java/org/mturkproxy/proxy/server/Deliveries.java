package org.mturkproxy.proxy.server;

import java.util.function.BooleanSupplier;

/** Told of each request whether its client got the answer. */
public interface Deliveries {

  /** Nobody wants to know. */
  Deliveries NOBODY =
      new Deliveries() {
        @Override
        public void begun(String requestId, BooleanSupplier gone) {
          // Nobody wants to know.
        }

        @Override
        public void ended(String requestId, boolean delivered) {
          // Nobody wants to know.
        }
      };

  /**
   * A request is about to be answered.
   *
   * @param gone whether its client has ended its side by now; may be asked on any thread
   */
  void begun(String requestId, BooleanSupplier gone);

  /**
   * Its answer was written, or could not be.
   *
   * @param delivered false if the client was gone before
   */
  void ended(String requestId, boolean delivered);
}
