package org.mturkproxy.marketplace.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A body that is taken piece by piece, because it may be too large to be held. Worker threads call
 * the methods, one after the other; they may block.
 */
public interface Upload extends AutoCloseable {

  /** Before the first piece; an answer refuses the body. */
  Optional<HttpAnswer> start();

  /** Takes a piece; an answer refuses it and what is left. */
  Optional<HttpAnswer> write(ByteBuffer piece);

  /** The body is whole. */
  HttpAnswer end();

  /** Called once, however it ended. */
  @Override
  void close();
}
