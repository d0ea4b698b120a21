package org.mturkproxy.translator.catalogue;

import java.util.Optional;

/** What a procedure remembers from one call of a Requester to the next, for a day. */
public interface Memory {

  /** What was kept under this key, by the same Requester. */
  Optional<String> recall(String key);

  /** Keeps a text under a key. */
  void keep(String key, String text);
}
