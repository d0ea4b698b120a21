package org.mturkproxy.marketplace.hits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.account.Fee;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.qualifications.Requirement;
import org.mturkproxy.marketplace.qualifications.Requirements;
import org.mturkproxy.marketplace.store.Row;

/**
 * What HITs have in common.
 *
 * @param autoApprovalDelay in seconds
 * @param assignmentDuration in seconds
 */
public record HitType(
    long autoApprovalDelay,
    long assignmentDuration,
    Money reward,
    String title,
    Optional<String> keywords,
    String description,
    List<Requirement> requirements) {

  private static final long DEFAULT_AUTO_APPROVAL_DELAY = 2_592_000;

  public HitType {
    requirements = List.copyOf(requirements);
  }

  /** The values that {@code CreateHIT} and {@code CreateHITType} take. */
  static HitType given(Call call) {
    Input input = call.input();
    return new HitType(
        input.optionalWhole("AutoApprovalDelayInSeconds").orElse(DEFAULT_AUTO_APPROVAL_DELAY),
        input.whole("AssignmentDurationInSeconds"),
        Money.parse(input.text("Reward"), "Reward"),
        input.text("Title"),
        input.optionalText("Keywords").filter(keywords -> !keywords.isEmpty()),
        input.text("Description"),
        Requirements.of(call));
  }

  static HitType of(Row row) {
    List<Requirement> requirements = new ArrayList<>();
    Json.read(row.text("requirements"))
        .forEach(item -> requirements.add(Requirement.of(Input.stored(Json.text(item)))));
    return new HitType(
        row.whole("auto_approval_delay"),
        row.whole("assignment_duration"),
        new Money(row.whole("reward_cents")),
        row.text("title"),
        row.optionalText("keywords"),
        row.text("description"),
        requirements);
  }

  /** Whether only Masters may do it. */
  public boolean forMasters() {
    return requirements.stream().anyMatch(Requirement::asksForMasters);
  }

  /** Reward and fee of one assignment of a HIT with so many. */
  Money cost(int maxAssignments) {
    return reward.plus(Fee.ofReward(reward, maxAssignments, forMasters()));
  }

  /** The members of a HIT that come from its type, as JSON; equal types have equal JSON. */
  Output view() {
    return new Output()
        .text("Title", title)
        .text("Description", description)
        .text("Keywords", keywords)
        .text("Reward", reward.toString())
        .whole("AutoApprovalDelayInSeconds", autoApprovalDelay)
        .whole("AssignmentDurationInSeconds", assignmentDuration)
        .structures(
            "QualificationRequirements", requirements.stream().map(Requirement::view).toList());
  }
}
