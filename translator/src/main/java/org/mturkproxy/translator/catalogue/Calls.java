package org.mturkproxy.translator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.errand.Backlog;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.value.Structure;

/** The modern API, as a procedure sees it. */
public interface Calls {

  /** Sends one call; it is recorded in the exchange. Never completes exceptionally. */
  CompletionStage<ModernReply> send(ModernCall call);

  /**
   * Sends one call whose answer may be large; what is recorded of it is made from the reply by the
   * given function.
   */
  CompletionStage<ModernReply> send(ModernCall call, UnaryOperator<ModernReply> recorded);

  /**
   * Shows each item of a modern list, in upstream's order: from what was read of it a moment ago,
   * else by reading it.
   *
   * @param list what is read; its order and bounds do not matter here
   * @param input the filters
   * @param most more items than this are not shown, and perhaps not read
   * @param item told of each item; by one thread at a time, not necessarily the caller's
   * @return how it failed; empty when it did not
   */
  CompletionStage<Optional<Outcome>> each(
      PagedList list, Structure input, long most, Consumer<JsonNode> item);

  /** The same, unless it is not there when the client is about to give up: then the other one. */
  <T> CompletionStage<T> inTime(CompletableFuture<T> awaited, T otherwise);

  /** Tells whoever reads the record of this call something that its client cannot be told. */
  void warn(String text);

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
