package org.mturkproxy.proxy.spend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.proxy.state.SpendLedger;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * The rewards of HIT types. The modern API has no call that tells one, but every HIT has its type's
 * reward, and types never change. So it is known from when the type was registered through the
 * proxy, else from a HIT of that type, if one is found among the latest.
 */
final class HitTypeRewards {

  private static final int PAGE = 100;

  /** Pages of all HITs that are looked through before a type counts as unknown. */
  private static final int PAGES = 10;

  private final SpendLedger ledger;
  private final String account;
  private final Reads reads;

  /**
   * The rewards at one account.
   *
   * @param account whose types they are
   */
  HitTypeRewards(SpendLedger ledger, String account, Reads reads) {
    this.ledger = ledger;
    this.account = account;
    this.reads = reads;
  }

  /** The reward in US dollars; empty when nobody knows it. */
  CompletionStage<Optional<BigDecimal>> of(String hitTypeId) {
    return ledger
        .reward(account, hitTypeId)
        .thenCompose(
            cents ->
                cents.isPresent()
                    ? CompletableFuture.completedStage(
                        cents.map(known -> BigDecimal.valueOf(known, 2)))
                    : search(hitTypeId));
  }

  /** Keeps what was seen. */
  CompletionStage<Boolean> keep(String hitTypeId, BigDecimal reward) {
    return ledger.keepReward(account, hitTypeId, Wish.cents(reward));
  }

  private CompletionStage<Optional<BigDecimal>> search(String hitTypeId) {
    return reviewable(hitTypeId, "Reviewable")
        .thenCompose(found -> found.isPresent() ? done(found) : reviewable(hitTypeId, "Reviewing"))
        .thenCompose(
            found -> found.isPresent() ? done(found) : among(hitTypeId, Optional.empty(), PAGES))
        .thenCompose(
            found ->
                found.isPresent()
                    ? keep(hitTypeId, found.get()).thenApply(kept -> found)
                    : done(found));
  }

  private CompletionStage<Optional<BigDecimal>> reviewable(String hitTypeId, String status) {
    Structure input =
        Structure.EMPTY
            .with("HITTypeId", new Text(hitTypeId))
            .with("Status", new Text(status))
            .with("MaxResults", new Whole(1));
    return reads
        .read("ListReviewableHITs", input)
        .thenApply(
            reply ->
                // A type that does not exist there, perhaps: its own call will hear of it.
                reply.answer() instanceof ModernAnswer.Refused
                    ? Optional.empty()
                    : first(hitTypeId, Reads.output(reply)));
  }

  private CompletionStage<Optional<BigDecimal>> among(
      String hitTypeId, Optional<String> nextToken, int pages) {
    Structure input = Structure.EMPTY.with("MaxResults", new Whole(PAGE));
    if (nextToken.isPresent()) {
      input = input.with("NextToken", new Text(nextToken.get()));
    }
    return reads
        .read("ListHITs", input)
        .thenCompose(
            reply -> {
              JsonNode page = Reads.output(reply);
              Optional<BigDecimal> found = first(hitTypeId, page);
              String next = page.path("NextToken").asText();
              return found.isPresent() || next.isEmpty() || pages == 1
                  ? done(found)
                  : among(hitTypeId, Optional.of(next), pages - 1);
            });
  }

  private static Optional<BigDecimal> first(String hitTypeId, JsonNode page) {
    for (JsonNode hit : page.path("HITs")) {
      if (hit.path("HITTypeId").asText().equals(hitTypeId)) {
        return Reads.reward(hit);
      }
    }
    return Optional.empty();
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }
}
