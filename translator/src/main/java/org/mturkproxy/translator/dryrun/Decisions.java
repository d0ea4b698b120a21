package org.mturkproxy.translator.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Text;

/**
 * The assignments that a call "approved" or "rejected". Whoever does so until none is left
 * (DisableHIT) must see them go.
 */
final class Decisions {

  private static final String STATUS = "AssignmentStatus";

  private final Map<String, String> statuses = new ConcurrentHashMap<>();

  /** Notes what a write decides, if it does. */
  void note(ModernCall write) {
    String status =
        switch (write.operation()) {
          case "ApproveAssignment" -> "Approved";
          case "RejectAssignment" -> "Rejected";
          default -> "";
        };
    if (!status.isEmpty()) {
      write.input().text("AssignmentId").ifPresent(id -> statuses.put(id, status));
    }
  }

  /** What a read answers, with the assignments as decided. */
  JsonNode shown(ModernCall read, JsonNode answer) {
    if (statuses.isEmpty()) {
      return answer;
    }
    return switch (read.operation()) {
      case "GetAssignment" -> one(answer);
      case "ListAssignmentsForHIT" -> listed(read, answer);
      default -> answer;
    };
  }

  private JsonNode one(JsonNode answer) {
    JsonNode changed = answer.deepCopy();
    decide(changed.path("Assignment"));
    return changed;
  }

  /** A page may be shorter for it, as pages of the modern API may. */
  private JsonNode listed(ModernCall read, JsonNode answer) {
    ObjectNode changed = answer.deepCopy();
    ArrayNode left = changed.putArray("Assignments");
    for (JsonNode assignment : answer.path("Assignments")) {
      JsonNode decided = assignment.deepCopy();
      decide(decided);
      if (isAskedFor(read, decided.path(STATUS).asText())) {
        left.add(decided);
      }
    }
    changed.put("NumResults", left.size());
    return changed;
  }

  private void decide(JsonNode assignment) {
    Optional.ofNullable(statuses.get(assignment.path("AssignmentId").asText()))
        .filter(status -> assignment instanceof ObjectNode)
        .ifPresent(status -> ((ObjectNode) assignment).put(STATUS, status));
  }

  private static boolean isAskedFor(ModernCall read, String status) {
    return read.input()
        .member("AssignmentStatuses")
        .map(asked -> asked instanceof Items items && items.values().contains(new Text(status)))
        .orElse(true);
  }
}
