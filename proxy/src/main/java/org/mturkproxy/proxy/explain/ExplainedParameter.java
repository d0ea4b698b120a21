package org.mturkproxy.proxy.explain;

import static java.util.Objects.requireNonNull;

/**
 * One parameter of the legacy request.
 *
 * @param name its legacy name
 * @param value what was understood of it: JSON under legacy names
 * @param meaning its type and limits, for people
 * @param modern where it goes: operation and member; empty when it goes nowhere
 * @param conversion what becomes of its value, a sentence
 */
public record ExplainedParameter(
    String name, String value, String meaning, String modern, String conversion) {

  public ExplainedParameter {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    requireNonNull(meaning, "meaning");
    requireNonNull(modern, "modern");
    requireNonNull(conversion, "conversion");
  }
}
