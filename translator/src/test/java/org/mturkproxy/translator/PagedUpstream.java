package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mturkproxy.conformance.SdkModel;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;

/**
 * An upstream with lists of any length, in pages of 100 whose tokens are where the next one begins.
 * Answers at once, or when it is told to.
 */
final class PagedUpstream implements Upstream {

  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, String> members = new HashMap<>();
  private final Map<String, Function<ModernCall, ModernAnswer>> others = new HashMap<>();
  private final List<ModernCall> calls = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private int inFlight;
  private int mostInFlight;

  /** Has a list of these items, JSON each. */
  PagedUpstream list(String operation, String member, List<String> items) {
    lists.put(operation, items);
    members.put(operation, member);
    return this;
  }

  /** Has so many HITs: with equal titles, three rewards, and ids in no order. */
  PagedUpstream hits(int count) {
    return list(
        "ListHITs", "HITs", IntStream.range(0, count).mapToObj(PagedUpstream::hit).toList());
  }

  static String hit(int number) {
    return "{\"HITId\":\"%s\",\"Title\":\"Tag photo %d\",\"Reward\":\"0.%02d\",\"CreationTime\":%d.5,"
            .formatted(id(number), number % 7, number % 3, 1_462_357_230L + number * 37 % 1009)
        + "\"HITStatus\":\"Assignable\",\"Question\":\"<q>%d</q>\"%s}"
            .formatted(
                number, number % 5 == 0 ? "" : ",\"Expiration\":" + (1_500_000_000L - number));
  }

  static String id(int number) {
    return "3H" + (number * 7919L % 1_000_003) + "X" + number;
  }

  /** Answers calls of this operation otherwise, instead of from a list. */
  PagedUpstream answer(String operation, Function<ModernCall, ModernAnswer> answer) {
    others.put(operation, answer);
    return this;
  }

  PagedUpstream answer(String operation, int status, String json) {
    return answer(operation, call -> read(status, json));
  }

  /** Answers calls of this operation from its list again. */
  PagedUpstream asBefore(String operation) {
    others.remove(operation);
    return this;
  }

  static ModernAnswer read(int status, String json) {
    return ModernAnswers.read(status, Optional.empty(), json.getBytes(UTF_8));
  }

  /** From now on answers wait until they are released. */
  PagedUpstream holding() {
    holding = true;
    return this;
  }

  /** Lets the oldest answer that waits go. */
  void release() {
    release(0);
  }

  /** Lets one of the answers that wait go; 0 is the oldest. */
  void release(int number) {
    held.remove(number).run();
  }

  /** Lets all answers go, and those to the calls that they lead to. */
  void releaseAll() {
    holding = false;
    while (!held.isEmpty()) {
      release();
    }
  }

  int waiting() {
    return held.size();
  }

  int mostAtOnce() {
    return mostInFlight;
  }

  @Override
  public CompletionStage<ModernReply> send(ModernCall call) {
    SdkModel.check(call);
    calls.add(call);
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    CompletableFuture<ModernReply> reply = new CompletableFuture<>();
    Runnable answer =
        () -> {
          inFlight--;
          reply.complete(new ModernReply(reply(call), 1));
        };
    if (holding) {
      held.add(answer);
    } else {
      answer.run();
    }
    return reply;
  }

  private ModernAnswer reply(ModernCall call) {
    Function<ModernCall, ModernAnswer> other = others.get(call.operation());
    if (other != null) {
      return other.apply(call);
    }
    return lists.containsKey(call.operation()) ? page(call) : read(200, "{}");
  }

  /** The page that a call asks for, from its list. */
  ModernAnswer page(ModernCall call) {
    List<String> items = lists.get(call.operation());
    int from = Integer.parseInt(call.input().text("NextToken").orElse("0"));
    int to = Math.min(from + 100, items.size());
    String token = to < items.size() ? ",\"NextToken\":\"" + to + "\"" : "";
    String part = items.subList(from, to).stream().collect(Collectors.joining(","));
    return read(200, "{\"%s\":[%s]%s}".formatted(members.get(call.operation()), part, token));
  }

  /** What was asked since the last time, each operation with its number: {@code ListHITs 3}. */
  String asked() {
    Map<String, Long> counts =
        calls.stream()
            .collect(
                Collectors.groupingBy(ModernCall::operation, TreeMap::new, Collectors.counting()));
    calls.clear();
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
