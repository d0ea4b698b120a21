package org.mturkproxy.translator.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.errand.Backlog;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/** The modern API, as a procedure sees it. */
public interface Calls {

  /** Sends one call; it is recorded in the exchange. Never completes exceptionally. */
  CompletionStage<ModernReply> send(ModernCall call);

  /** A random token for one request, for {@code UniqueRequestToken} ({@code mapping.md} 3.3). */
  String newToken();

  /** Completes after a while, for what needs a moment to show. */
  CompletionStage<Void> pause(Duration time);

  /** What the Requester's earlier calls left. */
  Memory memory();

  /** What goes on after the Requester's calls are answered. */
  Backlog backlog();

  /** The time of this call. */
  Instant now();

  /** Whether the legacy call has lasted so long that its client is about to give up. */
  boolean isLate();

  /** The legacy error for a reply that is not a success. */
  Outcome failed(ModernCall call, ModernReply reply);
}
