package org.mturkproxy.marketplace.http;

import java.util.Optional;
import org.mturkproxy.marketplace.sigv4.RequestHead;

/** Says which requests have a body that is taken piece by piece. */
@FunctionalInterface
public interface UploadService {

  /** For a service that holds all bodies. */
  UploadService NONE = head -> Optional.empty();

  /** The upload that begins with this head, if it is one. Must not block. */
  Optional<Upload> upload(RequestHead head);
}
