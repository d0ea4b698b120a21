package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.execution.ListWalk;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * Whether the Requester has the Qualification type that was to be created: one of exactly this
 * name, with this description and status ({@code mapping.md} 3.3 rule 4).
 */
final class TypeCheck implements Check {

  /** The index that is searched may be a minute behind ({@code mapping.md} 1.12). */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  @Override
  public CompletionStage<Seen> look(Structure call, boolean refused, Calls calls) {
    return look(call, refused ? PAUSES : List.of(), refused, calls);
  }

  private static CompletionStage<Seen> look(
      Structure call, List<Duration> pauses, boolean refused, Calls calls) {
    return find(call.text("Name").orElseThrow(), calls)
        .thenCompose(
            found -> {
              if (found.isPresent() && found.get().isPresent()) {
                return CompletableFuture.completedFuture(seen(call, found.get().get()));
              }
              if (pauses.isEmpty() || calls.isLate()) {
                // The name is taken, so the type is there, though nobody can show it yet.
                return CompletableFuture.completedFuture(
                    found.isEmpty() || refused ? new Seen.Unclear() : new Seen.NotDone());
              }
              return calls
                  .pause(pauses.get(0))
                  .thenCompose(any -> look(call, pauses.subList(1, pauses.size()), refused, calls));
            });
  }

  /**
   * The Requester's own type of exactly this name.
   *
   * @return empty when the list cannot be read; else the type, if it is listed
   */
  static CompletionStage<Optional<Optional<JsonNode>>> find(String name, Calls calls) {
    ListWalk walk =
        new ListWalk(
            "ListQualificationTypes",
            "QualificationTypes",
            Optional.of("QualificationTypeId"),
            Long.MAX_VALUE,
            calls);
    Structure query =
        Structure.EMPTY
            .with("Query", new Text(name))
            .with("MustBeRequestable", new Flag(false))
            .with("MustBeOwnedByCaller", new Flag(true));
    return walk.toTheEnd(query)
        .thenApply(
            failed ->
                failed.isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        walk.items().stream()
                            .filter(type -> type.path("Name").asText().equals(name))
                            .findFirst()));
  }

  private static Seen seen(Structure call, JsonNode type) {
    boolean same =
        List.of("Description", "QualificationTypeStatus").stream()
            .allMatch(name -> call.text(name).equals(Optional.of(type.path(name).asText())));
    return same
        ? new Seen.Done(JsonNodeFactory.instance.objectNode().set("QualificationType", type))
        : new Seen.NotDone();
  }

  @Override
  public boolean isEcho(ModernAnswer.Refused refusal) {
    return false;
  }

  @Override
  public List<String> operations() {
    return List.of("ListQualificationTypes");
  }
}
