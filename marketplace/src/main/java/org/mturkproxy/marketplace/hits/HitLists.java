package org.mturkproxy.marketplace.hits;

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
    Page page = call.page("ListHITs");
    return output(
        page,
        page.read(
            call.transaction(),
            Hit::view,
            Hits.SELECT
                + " WHERE hit.account_id = ? AND hit.listed = 1 AND hit.seq > ?"
                + " ORDER BY hit.seq LIMIT ?",
            Hit::of,
            call.account(),
            page.after(),
            page.limit()));
  }

  private static Output reviewable(Call call) {
    String status = call.input().optionalText("Status").orElse(HitStatus.REVIEWABLE.wire());
    Optional<String> type = call.input().optionalText("HITTypeId");
    Page page = call.page("ListReviewableHITs", status, type);
    if (type.isEmpty()) {
      return output(
          page,
          page.read(
              call.transaction(),
              Hit::view,
              Hits.SELECT
                  + " WHERE hit.account_id = ? AND hit.status = ? AND hit.seq > ?"
                  + " ORDER BY hit.seq LIMIT ?",
              Hit::of,
              call.account(),
              status,
              page.after(),
              page.limit()));
    }
    HitTypes.own(call.transaction(), call.account(), type.get());
    return output(
        page,
        page.read(
            call.transaction(),
            Hit::view,
            Hits.SELECT
                + " WHERE hit.hit_type_id = ? AND hit.status = ? AND hit.seq > ?"
                + " ORDER BY hit.seq LIMIT ?",
            Hit::of,
            type,
            status,
            page.after(),
            page.limit()));
  }

  private static Output forQualificationType(Call call) {
    String type = call.input().text("QualificationTypeId");
    Requirements.requireVisible(call, type);
    Page page = call.page("ListHITsForQualificationType", type);
    return output(
        page,
        page.read(
            call.transaction(),
            Hit::view,
            Hits.SELECT
                + " JOIN hit_requirement ON hit_requirement.hit_seq = hit.seq"
                + " WHERE hit_requirement.account_id = ?"
                + " AND hit_requirement.qualification_type_id = ?"
                + " AND hit_requirement.hit_seq > ?"
                + " ORDER BY hit_requirement.hit_seq LIMIT ?",
            Hit::of,
            call.account(),
            type,
            page.after(),
            page.limit()));
  }

  private static Output output(Page page, List<Hit> found) {
    return page.output("HITs", found, hit -> new Page.Key(hit.seq()), Hit::view);
  }
}
