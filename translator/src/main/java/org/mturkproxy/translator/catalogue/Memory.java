package org.mturkproxy.translator.catalogue;

import java.util.Optional;

/** What a procedure remembers from one call of a Requester to the next, for a day. */
public interface Memory {

  /** Before a HITId: when the HIT was expired through the proxy, as {@code Instant} prints it. */
  String EXPIRED_AT = "expired ";

  /** What was kept under this key, by the same Requester. */
  Optional<String> recall(String key);

  /** Keeps a text under a key. */
  void keep(String key, String text);
}
