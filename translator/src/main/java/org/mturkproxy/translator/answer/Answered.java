package org.mturkproxy.translator.answer;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.result.ResponseGroup;

/**
 * One request of a call, and how it ended.
 *
 * @param request what was asked; empty when it could not be read
 * @param outcome how it ended
 */
public record Answered(Optional<Arguments> request, Outcome outcome) {

  public Answered {
    requireNonNull(request, "request");
    requireNonNull(outcome, "outcome");
  }

  Optional<LegacyError> error() {
    return outcome instanceof Outcome.Failed failed
        ? Optional.of(failed.error())
        : Optional.empty();
  }

  Set<ResponseGroup> groups() {
    return request.map(Arguments::groups).orElse(Set.of());
  }
}
