package org.mturkproxy.proxy.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * Plausible answers to modern calls, made from their declared outputs: every member is there, a
 * list has one item and one page, and what the call named is what it gets.
 */
final class SampleAnswers {

  /** A scalar of an answer: of which call, and where. */
  record Place(int call, List<String> path) {
    Place {
      path = List.copyOf(path);
    }
  }

  private static final List<String> TEXTS = List.of("example", "3EXAMPLE", "A1EXAMPLE", "1.00");

  /** With ten assignments a HIT has the higher fee already, so that any number may be added. */
  private static final int WHOLE = 10;

  private static final Duration AWAY = Duration.ofDays(1);

  private final PlanRun.Setting setting;
  private final Map<Place, List<String>> choices = new LinkedHashMap<>();
  private final List<Place> scalars = new ArrayList<>();
  private final List<ObjectNode> answers = new ArrayList<>();

  /** Prepares the answers of one run: a HIT was made a day before it, and ends a day after. */
  SampleAnswers(PlanRun.Setting setting) {
    this.setting = setting;
  }

  /** The answer to the next call. */
  ObjectNode answer(ModernCall call) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ModernModel.operation(call.operation())
        .ifPresent(
            operation -> fill(answer, operation.output(), call.input(), List.of(), answers.size()));
    answers.add(answer);
    return answer;
  }

  /** The answers so far. */
  List<ObjectNode> answers() {
    return answers;
  }

  /** The words that the enumerations in the answers may have. */
  Map<Place, List<String>> choices() {
    return choices;
  }

  /** Texts, numbers and times in the answers that the calls did not name themselves. */
  List<Place> scalars() {
    return scalars;
  }

  private void fill(
      ObjectNode object, Type.Structure type, Structure asked, List<String> path, int call) {
    for (Type.Member member : type.members()) {
      if (!member.name().equals("NextToken")) {
        List<String> below = below(path, member.name());
        object.set(member.name(), value(member.type(), asked, new Place(call, below)));
      }
    }
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private JsonNode value(Type type, Structure asked, Place place) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (type instanceof Type.Structure structure) {
      ObjectNode object = json.objectNode();
      fill(object, structure, asked, place.path(), place.call());
      return object;
    }
    if (type instanceof Type.Items items) {
      ArrayNode list = json.arrayNode();
      return list.add(value(items.of(), asked, new Place(place.call(), below(place.path(), "0"))));
    }
    if (type instanceof Type.Choice choice) {
      choices.put(place, choice.values());
      return json.textNode(choice.values().get(setting.chosen().getOrDefault(place, 0)));
    }
    if (type instanceof Type.Flag) {
      return json.booleanNode(true);
    }
    String name = place.path().get(place.path().size() - 1);
    if (asked.members().get(name) instanceof Text named) {
      return json.textNode(named.text());
    }
    scalars.add(place);
    int more = setting.varied().contains(place) ? 1 : 0;
    if (type instanceof Type.Text text) {
      return json.textNode(text(text) + "2".repeat(more));
    }
    if (type instanceof Type.Time) {
      boolean past = name.endsWith("Time") || setting.past().contains(place);
      Instant time = past ? setting.now().minus(AWAY) : setting.now().plus(AWAY);
      return json.numberNode(BigDecimal.valueOf(time.getEpochSecond() + more));
    }
    return json.numberNode(WHOLE + more);
  }

  private static String text(Type.Text type) {
    return TEXTS.stream()
        .filter(text -> text.length() >= type.minimum() && text.length() <= type.maximum())
        .filter(text -> type.pattern().map(p -> p.matcher(text).find()).orElse(true))
        .findFirst()
        .orElse("US");
  }
}
