package org.mturkproxy.translator.authentication;

import java.util.Optional;

/** Who may call. Lookups are in memory: they run on the event loop. */
@FunctionalInterface
public interface Requesters {

  /** The Requester with this access key id. */
  Optional<Requester> find(String accessKeyId);
}
