package org.mturkproxy.proxy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.proxy.traffic.Shown;

/** Puts into logged parameters what they have to be in this run. */
final class Substitution {

  private final Identities identities;
  private final boolean standIns;
  private final boolean empty;
  private final Map<String, String> obstacles = new HashMap<>();

  /**
   * Prepares a run.
   *
   * @param standIns whether nobody's ids may stand for those of Workers
   * @param empty whether nothing was there when the run began, so that every id has to be met first
   */
  Substitution(Identities identities, boolean standIns, boolean empty) {
    this.identities = identities;
    this.standIns = standIns;
    this.empty = empty;
  }

  /** Notes why there is nothing that stands for an id. */
  void cannotHave(String id, String reason) {
    obstacles.put(id, reason);
  }

  /**
   * The parameters to send.
   *
   * @throws NotReplayableException where the log does not show one of them, or no call has made
   *     what one of them names
   */
  List<ObjectNode> in(LoggedLegacyCall call) throws NotReplayableException {
    List<ObjectNode> requests = new ArrayList<>();
    for (ObjectNode request : call.requests()) {
      requests.add(in(request, call.isOk()));
    }
    return requests;
  }

  private ObjectNode in(ObjectNode structure, boolean ok) throws NotReplayableException {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : structure.properties()) {
      changed.set(member.getKey(), in(member.getKey(), member.getValue(), ok));
    }
    return changed;
  }

  private JsonNode in(String name, JsonNode value, boolean ok) throws NotReplayableException {
    if (value instanceof ObjectNode structure) {
      return in(structure, ok);
    }
    if (value.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : value) {
        items.add(in(name, item, ok));
      }
      return items;
    }
    return value.isTextual() ? new TextNode(in(name, value.textValue(), ok)) : value;
  }

  private String in(String name, String text, boolean ok) throws NotReplayableException {
    if (text.equals(Shown.HIDDEN_VALUE)) {
      throw new NotReplayableException("the log does not show its " + name);
    }
    if (identities.now(text).isPresent()) {
      return identities.now(text).get();
    }
    if ((Fields.isPersonal(name) && StandIns.isCode(text))
        || (Fields.isMessage(name) && StandIns.hasCode(text))) {
      return withoutCodes(name, text);
    }
    if (empty && ok && Fields.isId(name) && !Fields.isSystem(text)) {
      throw new NotReplayableException(
          obstacles.getOrDefault(
              text, "no call that was made again has made its " + name + " " + text));
    }
    return text;
  }

  private String withoutCodes(String name, String text) throws NotReplayableException {
    String known = identities.translated(text);
    if (!StandIns.hasCode(known)) {
      return known;
    }
    if (standIns && (Fields.isWorker(name) || Fields.isMessage(name))) {
      return StandIns.in(known);
    }
    throw new NotReplayableException("the log has a code only of its " + name);
  }
}
