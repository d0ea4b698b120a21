package org.mturkproxy.proxy.passthrough;

import java.util.Optional;
import org.mturkproxy.translator.exchange.LegacyAnswer;

/**
 * What a modern caller is told in the place of the upstream's answer.
 *
 * @param mark for the record; empty where the error says it all
 */
record Stopped(LegacyAnswer answer, Optional<String> mark) {

  static Stopped by(LegacyAnswer error) {
    return new Stopped(error, Optional.empty());
  }
}
