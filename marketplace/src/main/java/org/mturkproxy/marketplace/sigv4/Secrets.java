package org.mturkproxy.marketplace.sigv4;

import java.util.Optional;
import org.mturkproxy.config.Secret;

/** Knows the secret access key of every access key id that may call. */
@FunctionalInterface
public interface Secrets {

  /** The secret of a key, or empty if there is no such key. */
  Optional<Secret> of(String accessKeyId);
}
