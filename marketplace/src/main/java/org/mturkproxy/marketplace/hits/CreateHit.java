package org.mturkproxy.marketplace.hits;

import static org.mturkproxy.marketplace.call.TurkErrorCode.HIT_ALREADY_EXISTS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.mturkproxy.marketplace.account.Accounts;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.documents.QuestionDocuments;
import org.mturkproxy.marketplace.events.EventType;
import org.mturkproxy.marketplace.model.HitOperations;
import org.mturkproxy.marketplace.policies.ReviewPolicies;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.RequestTokens;

/** {@code CreateHIT}, {@code CreateHITWithHITType} and {@code CreateHITType}. */
public final class CreateHit {

  /** Both ways to create a HIT share their tokens: to legacy clients they are one operation. */
  private static final String TOKENS = "CreateHIT";

  private final Ids ids;
  private final HitTypes types;
  private final HitLayouts layouts;

  private CreateHit(Ids ids, HitLayouts layouts) {
    this.ids = ids;
    this.layouts = layouts;
    this.types = new HitTypes(ids);
  }

  /** Adds the operations. */
  public static void register(Registry registry, Ids ids, HitLayouts layouts) {
    CreateHit feature = new CreateHit(ids, layouts);
    registry
        .writes(HitOperations.CREATE_HIT, feature::createHit)
        .writes(HitOperations.CREATE_HIT_WITH_HIT_TYPE, feature::createHitWithHitType)
        .writesTimeless(HitOperations.CREATE_HIT_TYPE, feature::createHitType);
  }

  private Output createHitType(Call call) {
    HitTypes.Known type = types.with(call.transaction(), call.account(), HitType.given(call));
    return new Output().text("HITTypeId", type.id());
  }

  private Output createHit(Call call) {
    refuseUsedToken(call);
    return create(call, types.with(call.transaction(), call.account(), HitType.given(call)));
  }

  private Output createHitWithHitType(Call call) {
    refuseUsedToken(call);
    return create(
        call, HitTypes.own(call.transaction(), call.account(), call.input().text("HITTypeId")));
  }

  private Output create(Call call, HitTypes.Known type) {
    Input input = call.input();
    String question = question(input);
    int assignments = input.optionalInt("MaxAssignments").orElse(1);
    requireFunds(call, type.type(), assignments);
    // Whole seconds, as the service always showed them.
    Instant createdAt = call.now().truncatedTo(ChronoUnit.SECONDS);
    Hit hit =
        new Hit(
            0,
            ids.next(),
            call.account(),
            type.id(),
            type.groupId(),
            type.type(),
            input.optionalText("HITLayoutId"),
            createdAt,
            question,
            input.optionalText("RequesterAnnotation").filter(text -> !text.isEmpty()),
            new HitState(
                HitStatus.ASSIGNABLE,
                assignments,
                createdAt.plusSeconds(input.whole("LifetimeInSeconds")),
                0,
                0,
                0,
                createdAt),
            ReviewPolicies.assignmentLevel(input),
            ReviewPolicies.hitLevel(input));
    Hits.insert(call.transaction(), hit, call.now());
    input
        .optionalText("UniqueRequestToken")
        .ifPresent(token -> call.keepToken(TOKENS, token, hit.id()));
    HitLife.emit(call.transaction(), hit, EventType.HIT_CREATED, Optional.empty(), call.now());
    return new Output().structure("HIT", hit.view());
  }

  /** The id is in the text, because legacy clients take it from there (mapping section 1.11). */
  private static void refuseUsedToken(Call call) {
    Optional<String> made =
        call.input()
            .optionalText("UniqueRequestToken")
            .flatMap(
                token ->
                    RequestTokens.find(
                        call.transaction(), call.account(), TOKENS, token, call.now()));
    if (made.isPresent()) {
      throw ApiException.refused(
          HIT_ALREADY_EXISTS,
          "The HIT " + made.get() + " was already created with this UniqueRequestToken.");
    }
  }

  private String question(Input input) {
    if (input.has("Question") == input.has("HITLayoutId")) {
      throw ApiException.parameter(
          "Exactly one of the parameters Question and HITLayoutId must be given.");
    }
    Optional<String> layout = input.optionalText("HITLayoutId");
    if (layout.isPresent()) {
      return layouts.question(layout.get(), input.structures("HITLayoutParameters"));
    }
    if (input.has("HITLayoutParameters")) {
      throw ApiException.parameter(
          "The parameter HITLayoutParameters must not be given without HITLayoutId.");
    }
    String question = input.text("Question");
    QuestionDocuments.question(question);
    return question;
  }

  /** What the HIT will cost when all of its assignments are approved must be there now. */
  private static void requireFunds(Call call, HitType type, int assignments) {
    Money each = type.cost(assignments);
    Accounts.requireFunds(call.transaction(), call.account(), each.times(assignments));
  }
}
