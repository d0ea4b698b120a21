package org.mturkproxy.translator.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A typed value of a call, after the legacy text was understood and before it is written as modern
 * JSON. Immutable, and never null: what is absent is not in its {@link Structure}.
 */
public sealed interface Value permits Text, Whole, Flag, Items, Structure {

  /** Writes this value as modern JSON ({@code mapping.md} 1.4). */
  void writeJson(JsonGenerator json) throws IOException;
}
