package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Memory;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * Remembers of which Worker a Qualification request is, and for which type: once it is decided no
 * call tells it any more.
 */
public final class RequestSubjects {

  private static final String KEY = "Qualification request ";

  private RequestSubjects() {}

  /** Keeps what a page of requests shows; no other page has anything to keep. */
  static Outcome keep(Outcome page, Memory memory) {
    if (page instanceof Outcome.Done done) {
      for (JsonNode request : done.answer().path("QualificationRequests")) {
        memory.keep(
            KEY + request.path("QualificationRequestId").asText(),
            request.path("QualificationTypeId").asText() + " " + request.path("WorkerId").asText());
      }
    }
    return page;
  }

  /** The members {@code QualificationTypeId} and {@code WorkerId} of a request that was shown. */
  public static Optional<Structure> recall(Memory memory, String requestId) {
    return memory
        .recall(KEY + requestId)
        .map(text -> List.of(text.split(" ", -1)))
        .map(
            ids ->
                Structure.EMPTY
                    .with("QualificationTypeId", new Text(ids.get(0)))
                    .with("WorkerId", new Text(ids.get(1))));
  }
}
