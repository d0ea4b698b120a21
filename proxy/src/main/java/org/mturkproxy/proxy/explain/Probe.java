package org.mturkproxy.proxy.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.proxy.explain.PlanRun.Setting;
import org.mturkproxy.proxy.explain.SampleAnswers.Place;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/**
 * Finds out what the modern calls depend on, by translating the same request again with another
 * time, another token, another answer, and looking at what changed. So nothing is known here of any
 * operation.
 */
final class Probe {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TOKEN = "00000000-0000-4000-8000-000000000000";
  private static final String OTHER_TOKEN = "11111111-1111-4111-8111-111111111111";
  private static final int LATER_SECONDS = 7;

  private final ReceivedRequest request;
  private final Map<Place, Integer> chosen;
  private final PlanRun base;

  private Probe(ReceivedRequest request, Map<Place, Integer> chosen, PlanRun base) {
    this.request = request;
    this.chosen = chosen;
    this.base = base;
  }

  /**
   * Looks for the usual path: where the first words of the enumerations end in a refusal, others.
   */
  static Probe of(ReceivedRequest request) {
    PlanRun first = PlanRun.of(request, setting(Map.of()));
    if (first.isRefused()) {
      for (Map.Entry<Place, List<String>> choice : first.samples().choices().entrySet()) {
        for (int word = 1; word < choice.getValue().size(); word++) {
          Map<Place, Integer> chosen = Map.of(choice.getKey(), word);
          PlanRun other = PlanRun.of(request, setting(chosen));
          if (!other.isRefused()) {
            return new Probe(request, chosen, other);
          }
        }
      }
    }
    return new Probe(request, Map.of(), first);
  }

  private static Setting setting(Map<Place, Integer> chosen) {
    return new Setting(NOW, TOKEN, chosen, List.of(), List.of());
  }

  /** The usual path. */
  PlanRun usual() {
    return base;
  }

  /** Its calls, with what their members and they themselves depend on. */
  List<ExplainedCall> calls() {
    List<Map<String, Origin>> origins = origins();
    List<List<ExplainedCall.Condition>> conditions = conditions();
    List<ExplainedCall> calls = new ArrayList<>();
    for (int i = 0; i < base.legs().size(); i++) {
      calls.add(new ExplainedCall(base.legs().get(i).call(), origins.get(i), conditions.get(i)));
    }
    return calls;
  }

  private List<Map<String, Origin>> origins() {
    List<Map<String, Origin>> found = new ArrayList<>();
    base.legs().forEach(leg -> found.add(new LinkedHashMap<>()));
    compare(
        new Setting(NOW, OTHER_TOKEN, chosen, List.of(), List.of()),
        found,
        (before, after) -> Optional.of(new Origin.Token()));
    compare(
        new Setting(NOW.plusSeconds(LATER_SECONDS), TOKEN, chosen, List.of(), List.of()),
        found,
        (before, after) ->
            before instanceof Whole time
                ? Optional.of(new Origin.Now(time.number() - NOW.getEpochSecond()))
                : Optional.empty());
    for (Place place : placesBeforeTheLast()) {
      compare(
          new Setting(NOW, TOKEN, chosen, List.of(place), List.of()),
          found,
          (before, after) -> fromAnswer(place, before));
    }
    return found;
  }

  private interface Reading {
    Optional<Origin> origin(Value before, Value after);
  }

  /** Members that an answer explains are explained by it, though they follow the time, too. */
  private void compare(Setting setting, List<Map<String, Origin>> found, Reading reading) {
    PlanRun other = PlanRun.of(request, setting);
    if (!other.callsAs(base)) {
      return;
    }
    for (int i = 0; i < base.legs().size(); i++) {
      Map<String, Value> before = base.legs().get(i).call().input().members();
      Map<String, Value> after = other.legs().get(i).call().input().members();
      for (Map.Entry<String, Value> member : before.entrySet()) {
        Value changed = after.get(member.getKey());
        if (changed != null && !changed.equals(member.getValue())) {
          Map<String, Origin> origins = found.get(i);
          reading
              .origin(member.getValue(), changed)
              .ifPresent(origin -> origins.put(member.getKey(), origin));
        }
      }
    }
  }

  private Optional<Origin> fromAnswer(Place place, Value value) {
    JsonNode source = base.samples().answers().get(place.call());
    for (String step : place.path()) {
      source = source.isArray() ? source.path(Integer.parseInt(step)) : source.path(step);
    }
    if (value instanceof Whole whole && source.isNumber()) {
      long plus = whole.number() - source.asLong();
      return Optional.of(
          new Origin.Answer(place.call(), place.path(), plus, isNotPast(place, plus)));
    }
    return value instanceof Text text && text.text().equals(source.asText())
        ? Optional.of(new Origin.Answer(place.call(), place.path(), 0, false))
        : Optional.empty();
  }

  /** Whether a time long ago would be taken for now. */
  private boolean isNotPast(Place place, long plus) {
    Setting past = new Setting(NOW, TOKEN, chosen, List.of(), List.of(place));
    PlanRun other = PlanRun.of(request, past);
    Value fromNow = new Whole(NOW.getEpochSecond() + plus);
    return other.callsAs(base)
        && other.legs().stream()
            .anyMatch(leg -> leg.call().input().members().containsValue(fromNow));
  }

  private List<Place> placesBeforeTheLast() {
    int last = base.legs().size() - 1;
    return base.samples().scalars().stream().filter(place -> place.call() < last).toList();
  }

  /** Which words of the enumerations in the answers lead to another path. */
  private List<List<ExplainedCall.Condition>> conditions() {
    List<List<ExplainedCall.Condition>> found = new ArrayList<>();
    base.legs().forEach(leg -> found.add(new ArrayList<>()));
    int last = base.legs().size() - 1;
    base.samples()
        .choices()
        .forEach(
            (place, words) -> {
              if (place.call() < last) {
                List<String> same = wordsWithTheSamePath(place, words);
                if (same.size() < words.size()) {
                  found
                      .get(place.call() + 1)
                      .add(new ExplainedCall.Condition(place.call(), place.path(), same));
                }
              }
            });
    return found;
  }

  private List<String> wordsWithTheSamePath(Place place, List<String> words) {
    List<String> same = new ArrayList<>();
    for (int word = 0; word < words.size(); word++) {
      Map<Place, Integer> other = new LinkedHashMap<>(chosen);
      other.put(place, word);
      if (PlanRun.of(request, setting(other)).callsAs(base)) {
        same.add(words.get(word));
      }
    }
    return same;
  }
}
