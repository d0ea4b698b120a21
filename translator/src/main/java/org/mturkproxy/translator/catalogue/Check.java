package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Structure;

/**
 * Finds out whether a call whose outcome is unknown took effect ({@code mapping.md} 3.3 rule 4): a
 * look at the state, before anything is paid, mailed or deleted twice.
 */
public interface Check {

  /** What a look shows. */
  sealed interface Seen {

    /**
     * What the call was to bring about is there.
     *
     * @param answer what the call would have answered
     */
    record Done(JsonNode answer) implements Seen {
      public Done {
        requireNonNull(answer, "answer");
      }
    }

    /** It is not there. */
    record NotDone() implements Seen {}

    /** Nobody can tell. */
    record Unclear() implements Seen {}

    /** Done, by a call that answers nothing, or not done. */
    static Seen of(boolean done) {
      return done ? new Done(JsonNodeFactory.instance.objectNode()) : new NotDone();
    }
  }

  /**
   * Looks.
   *
   * @param call the input of the call in question
   * @param refused whether it was sent once more since, and refused
   */
  CompletionStage<Seen> look(Structure call, boolean refused, Calls calls);

  /** Whether a refusal of the second attempt can only mean that the first one took effect. */
  boolean isEcho(ModernAnswer.Refused refusal);

  /** The modern operations that it looks with, for documents. */
  List<String> operations();
}
