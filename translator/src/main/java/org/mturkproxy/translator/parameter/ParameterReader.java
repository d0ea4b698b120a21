package org.mturkproxy.translator.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.wire.ParameterNode;

/** Reads declared parameters out of a request. */
public final class ParameterReader {

  private ParameterReader() {}

  /**
   * Reads the parameters of a request, or the members of a structure.
   *
   * @param declared what to look for
   * @param sent what came
   * @param prefix put before names in errors: empty, or a path that ends in a dot
   * @return what was given, under legacy names, in the declared order; fallbacks are not in it
   * @throws RefusedException naming all that is missing, else the first thing that is wrong. The
   *     legacy service, too, looked for missing parameters first ({@code legacy-api.md} 4.6)
   */
  public static Structure read(List<Parameter> declared, ParameterNode sent, String prefix) {
    Map<String, Value> given = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<RefusedException> refused = new ArrayList<>();
    for (Parameter parameter : declared) {
      if (parameter.unless().filter(other -> isGiven(sent, other)).isPresent()) {
        continue;
      }
      try {
        Optional<Value> value =
            parameter.type().read(sent.children(parameter.name()), prefix + parameter.name());
        value.ifPresent(v -> given.put(parameter.name(), v));
        if (value.isEmpty() && parameter.required()) {
          missing.add(prefix + parameter.name());
        }
      } catch (RefusedException e) {
        refused.add(e);
      }
    }
    if (!missing.isEmpty()) {
      throw new RefusedException(LegacyErrors.missing(missing));
    }
    if (!refused.isEmpty()) {
      throw refused.get(0);
    }
    return new Structure(given);
  }

  /** For the record of a request that was refused: the declared parameters, as they were sent. */
  public static Structure unread(List<Parameter> declared, ParameterNode sent) {
    Map<String, Value> given = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      List<Value> values = new ArrayList<>();
      for (ParameterNode node : sent.children(parameter.name())) {
        if (node.isStructure() && parameter.type() instanceof StructureType type) {
          values.add(unread(type.members(), node));
        }
        node.texts().forEach(text -> values.add(new Text(text)));
      }
      if (!values.isEmpty()) {
        given.put(parameter.name(), values.size() == 1 ? values.get(0) : new Items(values));
      }
    }
    return new Structure(given);
  }

  private static boolean isGiven(ParameterNode sent, String name) {
    return sent.text(name).filter(text -> !text.isBlank()).isPresent();
  }

  /** What goes upstream: modern names and shapes, fallbacks filled in. */
  public static Structure toModern(List<Parameter> declared, Structure understood) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      parameter.modern(understood).ifPresent(v -> members.put(parameter.modernName(), v));
    }
    return new Structure(members);
  }
}
