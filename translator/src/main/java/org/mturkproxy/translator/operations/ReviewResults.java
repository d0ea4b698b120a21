package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * GetReviewResultsForHIT ({@code mapping.md} 3.10): both reports are read to their end, cut to one
 * assignment where the caller names one, and paged each by itself, results before actions.
 */
final class ReviewResults {

  static final String OF_ASSIGNMENTS = "AssignmentReviewReport";
  static final String OF_HIT = "HITReviewReport";
  static final String RESULTS = "ReviewResults";
  static final String ACTIONS = "ReviewActions";

  private static final long PAGE_SIZE_WHEN_ABSENT = 400;
  private static final String NEXT = "NextToken";

  private final Arguments request;
  private final Calls calls;
  private final Set<String> tokens = new HashSet<>();
  private final List<JsonNode> pages = new ArrayList<>();
  private boolean startedOver;

  ReviewResults(Arguments request, Calls calls) {
    this.request = request;
    this.calls = calls;
  }

  CompletionStage<Outcome> page() {
    return read(request.modern().with("MaxResults", new Whole(100)));
  }

  private CompletionStage<Outcome> read(Structure input) {
    ModernCall call = new ModernCall("ListReviewPolicyResultsForHIT", input, Repeat.FREE);
    return calls.send(call).thenCompose(reply -> goOn(call, reply));
  }

  /** Only an absent token ends the list. */
  private CompletionStage<Outcome> goOn(ModernCall call, ModernReply reply) {
    if (!(reply.answer() instanceof Success success)) {
      return isRefusedToken(call, reply)
          ? startOver(call)
          : CompletableFuture.completedFuture(calls.failed(call, reply));
    }
    pages.add(success.output());
    String token = success.output().path(NEXT).asText("");
    if (token.isEmpty()) {
      return CompletableFuture.completedFuture(new Outcome.Done(answer()));
    }
    if (!tokens.add(token) || calls.isLate()) {
      // Upstream leads us in a circle, or nobody waits for the end any more.
      return CompletableFuture.completedFuture(
          new Outcome.Failed(LegacyErrors.serviceUnavailable()));
    }
    return read(call.input().with(NEXT, new Text(token)));
  }

  private boolean isRefusedToken(ModernCall call, ModernReply reply) {
    return call.input().has(NEXT) && !startedOver && reply.answer() instanceof Refused;
  }

  /** Tokens live for minutes only. */
  private CompletionStage<Outcome> startOver(ModernCall call) {
    startedOver = true;
    pages.clear();
    tokens.clear();
    return read(call.input().without(NEXT));
  }

  private JsonNode answer() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("HITId", request.given().text("HITId").orElseThrow());
    for (String policy : List.of("AssignmentReviewPolicy", "HITReviewPolicy")) {
      first(policy).ifPresent(known -> answer.set(policy, known));
    }
    for (String report : List.of(OF_ASSIGNMENTS, OF_HIT)) {
      if (first(report).isPresent()) {
        answer.set(report, page(report));
      }
    }
    return answer;
  }

  private Optional<JsonNode> first(String member) {
    return pages.stream().map(page -> page.path(member)).filter(JsonNode::isObject).findFirst();
  }

  private JsonNode page(String report) {
    List<JsonNode> results = all(report, RESULTS, "SubjectId");
    List<JsonNode> actions = all(report, ACTIONS, "TargetId");
    int total = results.size() + actions.size();
    long number = request.given().whole(PagedList.PAGE_NUMBER, 1);
    long size = request.given().whole(PagedList.PAGE_SIZE, PAGE_SIZE_WHEN_ABSENT);
    int from = (int) Math.min((number - 1) * size, total);
    int to = (int) Math.min(from + size, total);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("PageNumber", number).put("NumResults", to - from).put("TotalNumResults", total);
    slice(results, from, to, page.putArray(RESULTS));
    slice(actions, from - results.size(), to - results.size(), page.putArray(ACTIONS));
    return page;
  }

  /** What a report says in all pages, about the assignment that is asked for. */
  private List<JsonNode> all(String report, String member, String about) {
    Optional<String> assignment = request.given().text("AssignmentId");
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode page : pages) {
      for (JsonNode one : page.path(report).path(member)) {
        if (assignment.isEmpty() || one.path(about).asText().equals(assignment.get())) {
          all.add(one);
        }
      }
    }
    return all;
  }

  private static void slice(List<JsonNode> all, int from, int to, ArrayNode into) {
    int size = all.size();
    all.subList(Math.min(Math.max(from, 0), size), Math.min(Math.max(to, 0), size))
        .forEach(into::add);
  }
}
