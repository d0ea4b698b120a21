package org.mturkproxy.marketplace.reviews;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.model.HitOperations;
import org.mturkproxy.marketplace.store.Row;

/** {@code ListReviewPolicyResultsForHIT}: results and actions of both levels, paged together. */
public final class ReviewFeature {

  private ReviewFeature() {}

  private record Entry(long seq, String level, String kind, String detail) {
    static Entry of(Row row) {
      return new Entry(row.whole("seq"), row.text("level"), row.text("kind"), row.text("detail"));
    }
  }

  /** Adds the operation. */
  public static void register(Registry registry) {
    registry.reads(HitOperations.LIST_REVIEW_POLICY_RESULTS_FOR_HIT, ReviewFeature::list);
  }

  private static Output list(Call call) {
    Hit hit = Hits.own(call.transaction(), call.account(), call.input().text("HITId"));
    Set<String> levels = new TreeSet<>(call.input().texts("PolicyLevels"));
    if (levels.isEmpty()) {
      levels.addAll(List.of("Assignment", "HIT"));
    }
    boolean actions = call.input().flag("RetrieveActions", true);
    boolean results = call.input().flag("RetrieveResults", true);
    Page page = call.page("ListReviewPolicyResultsForHIT", hit.id(), levels, actions, results);
    List<Entry> found = entries(call, hit, page, levels, actions, results);
    Output output = new Output().text("HITId", hit.id());
    report(output, "Assignment", hit.assignmentReviewPolicy(), levels, page.items(found));
    report(output, "HIT", hit.hitReviewPolicy(), levels, page.items(found));
    page.next(found, entry -> new Page.Key(entry.seq()), output);
    return output;
  }

  private static List<Entry> entries(
      Call call, Hit hit, Page page, Set<String> levels, boolean actions, boolean results) {
    return call.transaction()
        .list(
            "SELECT seq, level, kind, detail FROM review_entry WHERE hit_id = ? AND seq > ?"
                + " AND (level = ? OR level = ?) AND (kind = ? OR kind = ?)"
                + " ORDER BY seq LIMIT ?",
            Entry::of,
            hit.id(),
            page.after(),
            levels.contains("Assignment") ? "Assignment" : "",
            levels.contains("HIT") ? "HIT" : "",
            actions ? ReviewLog.ACTION : "",
            results ? ReviewLog.RESULT : "",
            page.limit());
  }

  /** The policy is told by its name alone (mapping section 2.6). */
  private static void report(
      Output output,
      String level,
      Optional<String> policy,
      Set<String> levels,
      List<Entry> entries) {
    if (policy.isEmpty() || !levels.contains(level)) {
      return;
    }
    output.structure(
        level + "ReviewPolicy",
        new Output().text("PolicyName", Input.stored(policy.get()).text("PolicyName")));
    ObjectNode report = Json.object();
    report.set("ReviewResults", details(entries, level, ReviewLog.RESULT));
    report.set("ReviewActions", details(entries, level, ReviewLog.ACTION));
    output.json(level + "ReviewReport", report);
  }

  private static ArrayNode details(List<Entry> entries, String level, String kind) {
    ArrayNode details = Json.object().arrayNode();
    List<Entry> ours = new ArrayList<>(entries);
    ours.removeIf(entry -> !entry.level().equals(level) || !entry.kind().equals(kind));
    ours.forEach(entry -> details.add(Json.read(entry.detail())));
    return details;
  }
}
