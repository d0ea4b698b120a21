package org.mturkproxy.proxy.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.ParameterReader;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/** Says of each parameter of a request where it went, and what was made of its value. */
final class ParameterReading {

  private static final JsonFactory JSON = new JsonFactory();

  private final Structure given;
  private final List<ExplainedCall> calls;

  private ParameterReading(Structure given, List<ExplainedCall> calls) {
    this.given = given;
    this.calls = calls;
  }

  static List<ExplainedParameter> of(
      Operation operation, Structure given, List<ExplainedCall> calls) {
    ParameterReading reading = new ParameterReading(given, calls);
    List<ExplainedParameter> parameters = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      Optional<Value> value = given.member(parameter.name());
      if (value.isPresent()) {
        parameters.add(reading.given(parameter, value.get()));
      } else {
        reading.fallback(parameter).ifPresent(parameters::add);
      }
    }
    return parameters;
  }

  private ExplainedParameter given(Parameter parameter, Value value) {
    Optional<Value> modern =
        ParameterReader.toModern(List.of(parameter), given).member(parameter.modernName());
    String place = modern.flatMap(m -> place(parameter.modernName(), m)).orElse("");
    return new ExplainedParameter(
        parameter.name(),
        json(value),
        parameter.type().describe(),
        place,
        place.isEmpty() ? use(value) : conversion(value, modern.orElseThrow()));
  }

  /** What the caller left out and the modern API is told nevertheless. */
  private Optional<ExplainedParameter> fallback(Parameter parameter) {
    return ParameterReader.toModern(List.of(parameter), given)
        .member(parameter.modernName())
        .flatMap(
            value ->
                place(parameter.modernName(), value)
                    .map(
                        place ->
                            new ExplainedParameter(
                                parameter.name(),
                                "",
                                parameter.type().describe(),
                                place,
                                "not given: the legacy default "
                                    + json(value)
                                    + " is sent, because the modern one need not be the same")));
  }

  /** A call that has the member, else one that has the very value under another name. */
  private Optional<String> place(String name, Value value) {
    for (ExplainedCall call : calls) {
      if (value.equals(call.call().input().members().get(name))
          || call.call().input().members().get(name) instanceof Structure) {
        return Optional.of(call.call().operation() + "." + name);
      }
    }
    for (ExplainedCall call : calls) {
      for (var member : call.call().input().members().entrySet()) {
        if (!(value instanceof Flag) && value.equals(member.getValue())) {
          return Optional.of(call.call().operation() + "." + member.getKey());
        }
      }
    }
    return calls.stream()
        .filter(call -> call.call().input().has(name))
        .map(call -> call.call().operation() + "." + name)
        .findFirst();
  }

  private String use(Value value) {
    for (ExplainedCall call : calls) {
      for (var member : call.origins().entrySet()) {
        if (value instanceof Whole whole
            && (member.getValue().equals(new Origin.Now(whole.number()))
                || (member.getValue() instanceof Origin.Answer answer
                    && answer.plus() == whole.number()))) {
          return "is added in " + call.call().operation() + "." + member.getKey();
        }
      }
    }
    return calls.isEmpty()
        ? "has no effect: nothing is called"
        : "has no modern member: the proxy does itself what it asks for, or it has no effect";
  }

  private static String conversion(Value legacy, Value modern) {
    return legacy.equals(modern) ? "as it is" : "becomes " + json(modern);
  }

  private static String json(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      value.writeJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: a text takes every write", e);
    }
    return text.toString();
  }
}
