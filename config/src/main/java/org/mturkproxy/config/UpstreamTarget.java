package org.mturkproxy.config;

import java.net.URI;

/** Which modern API is called. */
public sealed interface UpstreamTarget {

  /** The marketplace of our own, inside this process. */
  record Embedded() implements UpstreamTarget {}

  /** Amazon's sandbox, by its known address. */
  record Sandbox() implements UpstreamTarget {}

  /** Amazon's production service, by its known address: real money. Only ever by name. */
  record Production() implements UpstreamTarget {}

  /** Any other service that speaks the modern API. */
  record Address(URI uri) implements UpstreamTarget {}
}
