package org.mturkproxy.marketplace.hits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.HitOperations;
import org.mturkproxy.marketplace.qualifications.Requirements;

/** The lists of HITs: whole HITs, oldest first, without deleted ones. */
public final class HitLists {

  private HitLists() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .reads(HitOperations.LIST_HITS, HitLists::all)
        .reads(HitOperations.LIST_REVIEWABLE_HITS, HitLists::reviewable)
        .reads(HitOperations.LIST_HITS_FOR_QUALIFICATION_TYPE, HitLists::forQualificationType);
  }

  private static Output all(Call call) {
    return output(
        call,
        call.page("ListHITs"),
        " WHERE hit.account_id = ? AND hit.listed = 1 AND hit.seq > ? ORDER BY hit.seq LIMIT ?",
        call.account());
  }

  private static Output reviewable(Call call) {
    String status = call.input().optionalText("Status").orElse(HitStatus.REVIEWABLE.wire());
    Optional<String> type = call.input().optionalText("HITTypeId");
    Page page = call.page("ListReviewableHITs", status, type);
    if (type.isEmpty()) {
      return output(
          call,
          page,
          " WHERE hit.account_id = ? AND hit.status = ? AND hit.seq > ? ORDER BY hit.seq LIMIT ?",
          call.account(),
          status);
    }
    HitTypes.own(call.transaction(), call.account(), type.get());
    return output(
        call,
        page,
        " WHERE hit.hit_type_id = ? AND hit.status = ? AND hit.seq > ? ORDER BY hit.seq LIMIT ?",
        type.get(),
        status);
  }

  private static Output forQualificationType(Call call) {
    String type = call.input().text("QualificationTypeId");
    Requirements.requireVisible(call, type);
    return output(
        call,
        call.page("ListHITsForQualificationType", type),
        " JOIN hit_requirement ON hit_requirement.hit_seq = hit.seq"
            + " WHERE hit_requirement.account_id = ?"
            + " AND hit_requirement.qualification_type_id = ?"
            + " AND hit_requirement.hit_seq > ?"
            + " ORDER BY hit_requirement.hit_seq LIMIT ?",
        call.account(),
        type);
  }

  /**
   * A page of HITs.
   *
   * @param which which of them, after the page before and no more than fit: its last two question
   *     marks
   */
  private static Output output(Call call, Page page, String which, String... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add(page.after());
    all.add(page.limit());
    List<Hit> found =
        page.read(call.transaction(), Hit::view, Hits.SELECT + which, Hit::of, all.toArray());
    return page.output("HITs", found, hit -> new Page.Key(hit.seq()), Hit::view);
  }
}
