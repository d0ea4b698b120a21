package org.mturkproxy.proxy.spend;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.config.SpendCaps;
import org.mturkproxy.proxy.state.SpendLedger.Kind;

/**
 * The caps of one key. Each method gives what the call would take from a day's sum, or ends in
 * {@link SpendRefusedException}. What an approval pays is not capped: it was promised before.
 */
final class SpendRules {

  static final String MORE_ASSIGNMENTS = "CreateAdditionalAssignmentsForHIT";

  private static final Set<String> CONCERNED =
      Set.of(
          "CreateHIT",
          "CreateHITType",
          "CreateHITWithHITType",
          MORE_ASSIGNMENTS,
          "UpdateHITTypeOfHIT",
          "SendBonus");

  /** The modern name and, for clients of the legacy API, theirs. */
  private static final String INCREMENT = "NumberOfAdditionalAssignments (MaxAssignmentsIncrement)";

  private final SpendCaps caps;
  private final HitTypeRewards types;
  private final Reads reads;

  SpendRules(SpendCaps caps, HitTypeRewards types, Reads reads) {
    this.caps = caps;
    this.types = types;
    this.reads = reads;
  }

  /** Whether a modern operation pays, or promises to. */
  static boolean concern(String operation) {
    return CONCERNED.contains(operation);
  }

  /** Whether rewards are to be remembered. */
  boolean onRewards() {
    return caps.onRewards();
  }

  /** What a call would take. */
  CompletionStage<Optional<Wish>> judge(String operation, Asked asked) {
    return switch (operation) {
      case "CreateHIT" -> newHit(asked);
      case "CreateHITType" -> newType(asked);
      case "CreateHITWithHITType" -> newHitOfType(asked);
      case MORE_ASSIGNMENTS -> moreAssignments(asked);
      case "UpdateHITTypeOfHIT" -> otherType(asked);
      default -> bonus(asked);
    };
  }

  private CompletionStage<Optional<Wish>> newHit(Asked asked) {
    BigDecimal reward = asked.dollars("Reward");
    capReward(reward);
    long assignments = capped(asked.mostAssignments());
    return done(promised("Reward", reward, assignments));
  }

  private CompletionStage<Optional<Wish>> newType(Asked asked) {
    capReward(asked.dollars("Reward"));
    return done(Optional.empty());
  }

  private CompletionStage<Optional<Wish>> newHitOfType(Asked asked) {
    long assignments = capped(asked.mostAssignments());
    return caps.onRewards()
        ? reward(asked.id("HITTypeId"))
            .thenApply(reward -> promised("HITTypeId", reward, assignments))
        : done(Optional.empty());
  }

  private CompletionStage<Optional<Wish>> moreAssignments(Asked asked) {
    if (!caps.onRewards() && caps.assignments().isEmpty()) {
      return done(Optional.empty());
    }
    String hitId = asked.id("HITId");
    long more = asked.whole("NumberOfAdditionalAssignments", 0);
    return reads
        .hit(hitId)
        .thenApply(
            hit -> {
              if (caps.assignments().isPresent()) {
                long left = Math.max(0, caps.assignments().get() - hit.assignments());
                if (more > left) {
                  throw Refusals.beyond(
                      INCREMENT,
                      "0",
                      left + " for a HIT that has " + hit.assignments(),
                      "maxAssignments is " + caps.assignments().get(),
                      String.valueOf(more));
                }
              }
              if (exceeds(hit.reward())) {
                throw Refusals.object("HITId", hitId, tooHigh(hit.reward()));
              }
              return promised(INCREMENT, hit.reward(), more).or(() -> Optional.of(Wish.NOTHING));
            });
  }

  private CompletionStage<Optional<Wish>> otherType(Asked asked) {
    if (!caps.onRewards()) {
      return done(Optional.empty());
    }
    CompletionStage<BigDecimal> reward = reward(asked.id("HITTypeId"));
    return caps.rewardsPerDay().isEmpty()
        ? reward.thenApply(fits -> Optional.empty())
        : reward.thenCompose(
            next ->
                reads
                    .hit(asked.id("HITId"))
                    .thenApply(
                        hit -> {
                          BigDecimal more = next.subtract(hit.reward()).max(BigDecimal.ZERO);
                          return promised("HITTypeId", more, hit.assignments());
                        }));
  }

  private CompletionStage<Optional<Wish>> bonus(Asked asked) {
    BigDecimal amount = asked.dollars("BonusAmount");
    if (caps.bonus().filter(cap -> amount.compareTo(cap) > 0).isPresent()) {
      throw beyond("BonusAmount", caps.bonus().get(), "maxBonus", amount);
    }
    return done(
        caps.bonusesPerDay()
            .map(cap -> new Wish(Kind.BONUSES, amount, cap, "BonusAmount", "maxBonusesPerDay")));
  }

  /** The reward of a type, if assignments of that type may be offered. */
  private CompletionStage<BigDecimal> reward(String hitTypeId) {
    return types
        .of(hitTypeId)
        .thenApply(
            known -> {
              if (known.isEmpty()) {
                throw Refusals.object(
                    "HITTypeId",
                    hitTypeId,
                    "This access key may not offer every reward, and that of this HIT type is not"
                        + " known here. Register it again with the same properties"
                        + " (RegisterHITType): it keeps its id, and its reward is known then.");
              }
              if (exceeds(known.get())) {
                throw Refusals.object("HITTypeId", hitTypeId, tooHigh(known.get()));
              }
              return known.get();
            });
  }

  private void capReward(BigDecimal reward) {
    if (exceeds(reward)) {
      throw beyond("Reward", caps.reward().orElseThrow(), "maxReward", reward);
    }
  }

  private boolean exceeds(BigDecimal reward) {
    return caps.reward().filter(cap -> reward.compareTo(cap) > 0).isPresent();
  }

  private String tooHigh(BigDecimal reward) {
    return "Its reward is "
        + Refusals.usd(reward)
        + ", and this access key may offer at most "
        + Refusals.usd(caps.reward().orElseThrow())
        + " for an assignment (spend.maxReward).";
  }

  private long capped(long assignments) {
    if (caps.assignments().filter(cap -> assignments > cap).isPresent()) {
      throw Refusals.beyond(
          "MaxAssignments",
          "1",
          String.valueOf(caps.assignments().get()),
          "maxAssignments",
          String.valueOf(assignments));
    }
    return assignments;
  }

  private static SpendRefusedException beyond(
      String parameter, BigDecimal cap, String setting, BigDecimal asked) {
    return Refusals.beyond(parameter, "0.00", Refusals.usd(cap), setting, Refusals.usd(asked));
  }

  private Optional<Wish> promised(String parameter, BigDecimal reward, long assignments) {
    return caps.rewardsPerDay()
        .map(
            cap ->
                new Wish(
                    Kind.REWARDS,
                    reward.multiply(BigDecimal.valueOf(assignments)),
                    cap,
                    parameter,
                    "maxRewardsPerDay"));
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }
}
