package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

/**
 * Something that the caller should know though the call went through: a parameter without effect, a
 * value that was read leniently.
 *
 * @param parameter the legacy parameter it is about, or the operation's name
 * @param text one sentence; no value of the request in it
 */
public record Warning(String parameter, String text) {

  public Warning {
    requireNonNull(parameter, "parameter");
    requireNonNull(text, "text");
  }
}
