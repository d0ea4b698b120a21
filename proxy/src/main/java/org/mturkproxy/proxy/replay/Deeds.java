package org.mturkproxy.proxy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * What Workers did between the calls of a log. Later calls look at it, approve it and pay for it,
 * so that it has to be done again, too.
 */
final class Deeds {

  private static final Pattern ID = Pattern.compile("[0-9A-Z]{10,64}");

  private final Map<String, Deed> found = new LinkedHashMap<>();
  private final PriorityQueue<Deed> byTime =
      new PriorityQueue<>(Comparator.comparing((Deed deed) -> deed.time().orElseThrow()));

  /** Looks through the answers of a call, those of its modern calls too: these tell more. */
  void lookAt(JsonNode line) {
    line.path("modern").forEach(leg -> look(leg.path("answer")));
    String answer = line.path("answer").asText();
    if (answer.contains("<AssignmentId>") || answer.contains("<QualificationRequestId>")) {
      try {
        look(XmlNode.parse(answer));
      } catch (IOException e) {
        // Then it tells nothing; that it cannot be compared is told when it is made again.
      }
    }
  }

  private void look(JsonNode node) {
    if (node.isObject()) {
      deed(
              name -> Optional.ofNullable(node.get(name)).filter(JsonNode::isValueNode),
              node.path("SubmitTime").isNumber()
                  ? Optional.of(Instant.ofEpochSecond(node.path("SubmitTime").asLong()))
                  : Optional.empty())
          .ifPresent(this::keep);
    }
    node.forEach(this::look);
  }

  private void look(XmlNode node) {
    deed(
            name -> node.text(name).map(TextNode::valueOf),
            node.text("SubmitTime").flatMap(Deeds::time))
        .ifPresent(this::keep);
    node.children().forEach(this::look);
  }

  private interface Members {
    Optional<? extends JsonNode> get(String name);

    default Optional<String> text(String name) {
      return get(name).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }
  }

  private static Optional<Deed> deed(Members members, Optional<Instant> time) {
    Optional<String> worker = members.text("WorkerId").or(() -> members.text("SubjectId"));
    if (worker.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> assignment = members.text("AssignmentId");
    if (assignment.isPresent()) {
      return members
          .text("HITId")
          .map(
              hit ->
                  new Deed(
                      Deed.Kind.ASSIGNMENT,
                      assignment.get(),
                      worker.get(),
                      hit,
                      time,
                      members.text("Answer")));
    }
    return members
        .text("QualificationRequestId")
        .flatMap(
            request ->
                members
                    .text("QualificationTypeId")
                    .map(
                        type ->
                            new Deed(
                                Deed.Kind.QUALIFICATION_REQUEST,
                                request,
                                worker.get(),
                                type,
                                time,
                                members.text("Answer"))));
  }

  private void keep(Deed deed) {
    found.merge(deed.id(), deed, (known, now) -> known.time().isPresent() ? known : now);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes what was done before a call: what it names or shows, and what is older by its time, which
   * is known to the second only.
   */
  List<Deed> before(LoggedLegacyCall call, JsonNode line) {
    if (byTime.isEmpty()) {
      found.values().stream().filter(deed -> deed.time().isPresent()).forEach(byTime::add);
    }
    List<Deed> due = new ArrayList<>();
    Instant second = call.time().truncatedTo(ChronoUnit.SECONDS);
    while (!byTime.isEmpty() && byTime.peek().time().orElseThrow().isBefore(second)) {
      take(byTime.remove().id(), due);
    }
    ID.matcher(line.toString()).results().forEach(id -> take(id.group(), due));
    due.sort(Comparator.comparing(deed -> deed.time().orElse(Instant.EPOCH)));
    return due;
  }

  private void take(String id, List<Deed> due) {
    Deed deed = found.remove(id);
    if (deed != null) {
      due.add(deed);
    }
  }
}
