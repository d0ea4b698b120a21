package org.mturkproxy.proxy.explain.snippet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.proxy.explain.ExplainedCall;
import org.mturkproxy.proxy.explain.ModernModel;
import org.mturkproxy.proxy.explain.Origin;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/** An ECMAScript module: a file whose name ends in {@code .mjs}. */
final class JavaScriptSnippet implements Snippet {

  @Override
  public String write(List<ExplainedCall> calls, Optional<String> endpoint) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      append(calls, i, text);
    }
    String body = text.toString();
    String commands =
        calls.stream()
            .map(call -> ", " + call.call().operation() + "Command")
            .distinct()
            .collect(Collectors.joining());
    return (body.contains("randomUUID()") ? "import { randomUUID } from 'node:crypto';\n" : "")
        + "import { MTurkClient"
        + commands
        + " } from '@aws-sdk/client-mturk';\n\nconst mturk = new MTurkClient({ region: 'us-east-1'"
        + endpoint.map(url -> ", endpoint: " + Literals.text(url)).orElse("")
        + " });\n"
        + body;
  }

  private static void append(List<ExplainedCall> calls, int index, StringBuilder text) {
    ExplainedCall call = calls.get(index);
    String operation = call.call().operation();
    text.append('\n');
    Remarks.of(calls, index).forEach(remark -> text.append("// ").append(remark).append('\n'));
    for (ExplainedCall.Condition condition : call.conditions()) {
      String words =
          condition.values().stream().map(Literals::text).collect(Collectors.joining(", "));
      text.append("if (![").append(words).append("].includes(");
      text.append(path(condition.call(), condition.path())).append(")) {\n  throw new Error(");
      text.append(Literals.text("the answer is another: nothing more is done")).append(");\n}\n");
    }
    String answer = "answer" + (index + 1);
    if (!ModernModel.isPaged(operation)) {
      text.append("const ").append(answer).append(" = await mturk.send(new ").append(operation);
      text.append("Command({");
      members(call, text);
      text.append("}));\nconsole.log(").append(answer).append(");\n");
      return;
    }
    String request = "request" + (index + 1);
    text.append("const ").append(request).append(" = {");
    members(call, text);
    text.append(
        """
        };
        let %1$s;
        do {
          %1$s = await mturk.send(new %3$sCommand(%2$s));
          console.log(%1$s);
          %2$s.NextToken = %1$s.NextToken;
        } while (%1$s.NextToken);
        """
            .formatted(answer, request, operation));
  }

  private static void members(ExplainedCall call, StringBuilder text) {
    Type.Structure input = ModernModel.operation(call.call().operation()).orElseThrow().input();
    call.call()
        .input()
        .members()
        .forEach(
            (name, value) -> {
              Type type = ModernModel.member(input, name).orElseThrow();
              Origin origin = call.origins().get(name);
              text.append("\n  ").append(name).append(": ");
              text.append(origin == null ? literal(value, type) : computed(origin, type));
              text.append(',');
            });
    if (!call.call().input().members().isEmpty()) {
      text.append('\n');
    }
  }

  private static String literal(Value value, Type type) {
    if (type instanceof Type.Time && value instanceof Whole time) {
      return "new Date(" + Math.multiplyExact(time.number(), 1000L) + ")";
    }
    if (value instanceof Items items && type instanceof Type.Items list) {
      return items.values().stream()
          .map(item -> literal(item, list.of()))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Structure structure && type instanceof Type.Structure declared) {
      return structure.members().entrySet().stream()
          .map(
              member ->
                  member.getKey()
                      + ": "
                      + literal(
                          member.getValue(),
                          ModernModel.member(declared, member.getKey()).orElseThrow()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return Literals.json(value);
  }

  private static String computed(Origin origin, Type type) {
    if (origin instanceof Origin.Token) {
      return "randomUUID()";
    }
    if (origin instanceof Origin.Now now) {
      return "new Date(Date.now() + " + now.plusSeconds() + " * 1000)";
    }
    Origin.Answer answer = (Origin.Answer) origin;
    String path = path(answer.call(), answer.path());
    if (answer.plus() == 0) {
      return path;
    }
    String time = answer.notPast() ? "Math.max(" + path + ", Date.now())" : path + ".getTime()";
    return type instanceof Type.Time
        ? "new Date(" + time + " + " + answer.plus() + " * 1000)"
        : path + " + " + answer.plus();
  }

  private static String path(int call, List<String> steps) {
    StringBuilder path = new StringBuilder("answer" + (call + 1));
    steps.forEach(step -> path.append(step.equals("0") ? "[0]" : "." + step));
    return path.toString();
  }
}
