package org.mturkproxy.translator.exchange;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.value.Structure;

/**
 * A legacy request as understood: typed, under legacy names, without signature or secret.
 *
 * @param operation the legacy operation asked for, known or not
 * @param version the version asked for, as sent
 * @param accessKeyId the access key id, as sent
 * @param requests the parameters of each request: one, or several in a batch. Empty when they were
 *     not read, because an earlier check refused the call
 */
public record Understood(
    Optional<String> operation,
    Optional<String> version,
    Optional<String> accessKeyId,
    List<Structure> requests) {

  /** Nothing was understood. */
  public static final Understood NOTHING =
      new Understood(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Understood {
    requests = List.copyOf(requests);
  }
}
