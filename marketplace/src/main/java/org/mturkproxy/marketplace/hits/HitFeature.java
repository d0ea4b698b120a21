package org.mturkproxy.marketplace.hits;

import static org.mturkproxy.marketplace.hits.HitStatus.ASSIGNABLE;
import static org.mturkproxy.marketplace.hits.HitStatus.DISPOSED;
import static org.mturkproxy.marketplace.hits.HitStatus.REVIEWABLE;
import static org.mturkproxy.marketplace.hits.HitStatus.REVIEWING;
import static org.mturkproxy.marketplace.hits.HitStatus.UNASSIGNABLE;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.events.EventType;
import org.mturkproxy.marketplace.model.HitOperations;

/** Looking at one HIT, and changing it (mapping sections 2.6 and 3.2). */
public final class HitFeature {

  private static final long LEAST_EXTENSION = 60;
  private static final long MOST_EXTENSION = 31_536_000;

  private HitFeature() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .reads(HitOperations.GET_HIT, HitFeature::get)
        .writes(HitOperations.DELETE_HIT, HitFeature::delete)
        .writes(HitOperations.UPDATE_HIT_REVIEW_STATUS, HitFeature::updateReviewStatus)
        .writes(HitOperations.UPDATE_HIT_TYPE_OF_HIT, HitFeature::updateType)
        .writes(HitOperations.UPDATE_EXPIRATION_FOR_HIT, HitFeature::updateExpiration)
        .writes(HitOperations.CREATE_ADDITIONAL_ASSIGNMENTS_FOR_HIT, HitFeature::addAssignments);
  }

  /** A deleted HIT is shown as {@code Disposed} (mapping section 6, row 15). */
  private static Output get(Call call) {
    return new Output().structure("HIT", hit(call).view());
  }

  /** The text for undecided submissions is the same as that for the wrong state. */
  private static Output delete(Call call) {
    Hit hit = hit(call);
    if (!hit.state().status().isUnderReview() || hit.state().submitted() > 0) {
      throw HitLife.invalidState(hit, REVIEWING, REVIEWABLE);
    }
    HitLife.dispose(call.transaction(), hit, call.now());
    return Output.nothing();
  }

  private static Output updateReviewStatus(Call call) {
    boolean revert = call.input().flag("Revert", false);
    HitStatus from = revert ? REVIEWING : REVIEWABLE;
    HitStatus to = revert ? REVIEWABLE : REVIEWING;
    Hit hit = hit(call);
    if (hit.state().status() != from) {
      throw HitLife.invalidState(hit, from);
    }
    Hits.save(call.transaction(), hit, hit.state().in(to), call.now());
    return Output.nothing();
  }

  private static Output updateType(Call call) {
    Hit hit = notDisposed(call);
    HitTypes.Known type =
        HitTypes.own(call.transaction(), call.account(), call.input().text("HITTypeId"));
    call.transaction().update("UPDATE hit SET hit_type_id = ? WHERE seq = ?", type.id(), hit.seq());
    Hits.indexRequirements(call.transaction(), hit.id());
    return Output.nothing();
  }

  /**
   * A past time expires the HIT now. A future one extends it by so many seconds, counted from the
   * old expiration; the service makes its own token of HIT and time, and remembers it.
   */
  private static Output updateExpiration(Call call) {
    Hit hit = notDisposed(call);
    Instant wanted = call.input().time("ExpireAt");
    Instant now = call.now();
    if (!wanted.isAfter(now)) {
      if (!hit.state().expired(now)) {
        expire(call, hit, now);
      }
      return Output.nothing();
    }
    // As Java prints dates: that is what the service's token was seen to be made of.
    String token = hit.id() + Date.from(wanted.truncatedTo(ChronoUnit.SECONDS));
    String operation = "UpdateExpirationForHIT";
    call.refuseUsedToken(operation, token);
    long extension = ChronoUnit.SECONDS.between(hit.state().expiresAt(), wanted);
    if (extension < LEAST_EXTENSION || extension > MOST_EXTENSION) {
      throw ApiException.outOfRange(
          extension, "ExpirationIncrementInSeconds", LEAST_EXTENSION, MOST_EXTENSION);
    }
    call.keepToken(operation, token, hit.id());
    HitLife.change(call.transaction(), hit, state -> state.expiringAt(wanted), now);
    HitLife.emit(call.transaction(), hit, EventType.HIT_EXTENDED, Optional.empty(), now);
    return Output.nothing();
  }

  private static void expire(Call call, Hit hit, Instant now) {
    HitLife.emit(call.transaction(), hit, EventType.HIT_EXPIRED, Optional.empty(), now);
    HitLife.change(
        call.transaction(),
        hit,
        state -> state.expiringAt(now.truncatedTo(ChronoUnit.SECONDS)),
        now);
  }

  private static Output addAssignments(Call call) {
    Optional<String> token = call.input().optionalText("UniqueRequestToken");
    String operation = "CreateAdditionalAssignmentsForHIT";
    token.ifPresent(given -> call.refuseUsedToken(operation, given));
    Hit hit = notDisposed(call);
    int more = call.input().optionalInt("NumberOfAdditionalAssignments").orElseThrow();
    HitExtensions.addAssignments(call.transaction(), hit, more, call.now());
    token.ifPresent(given -> call.keepToken(operation, given, hit.id()));
    return Output.nothing();
  }

  private static Hit notDisposed(Call call) {
    Hit hit = hit(call);
    if (hit.state().status() == DISPOSED) {
      throw HitLife.invalidState(hit, ASSIGNABLE, UNASSIGNABLE, REVIEWABLE, REVIEWING);
    }
    return hit;
  }

  private static Hit hit(Call call) {
    return Hits.own(call.transaction(), call.account(), call.input().text("HITId"));
  }
}
