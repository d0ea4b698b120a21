package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import org.mturkproxy.translator.error.LegacyError;

/** How one legacy request ended. */
public sealed interface Outcome {

  /**
   * It was carried out.
   *
   * @param answer what the result is written from
   */
  record Done(JsonNode answer) implements Outcome {
    public Done {
      requireNonNull(answer, "answer");
    }
  }

  /** It was refused, or failed. */
  record Failed(LegacyError error) implements Outcome {
    public Failed {
      requireNonNull(error, "error");
    }
  }

  /** The parameters were checked and nothing was done, as {@code Validate} asks. */
  record Checked() implements Outcome {}
}
