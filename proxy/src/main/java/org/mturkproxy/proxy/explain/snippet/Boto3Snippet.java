package org.mturkproxy.proxy.explain.snippet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.proxy.explain.ExplainedCall;
import org.mturkproxy.proxy.explain.ModernModel;
import org.mturkproxy.proxy.explain.Origin;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/** A Python program. */
final class Boto3Snippet implements Snippet {

  @Override
  public String write(List<ExplainedCall> calls, Optional<String> endpoint) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      append(calls, i, text);
    }
    String body = text.toString();
    return (body.contains("uuid.") ? "import uuid\n" : "")
        + (body.contains("datetime.") ? "import datetime\n" : "")
        + (body.contains("uuid.") || body.contains("datetime.") ? "\n" : "")
        + "import boto3\n\nmturk = boto3.client('mturk', region_name='us-east-1'"
        + endpoint.map(url -> ", endpoint_url=" + Literals.text(url)).orElse("")
        + ")\n"
        + body;
  }

  private static void append(List<ExplainedCall> calls, int index, StringBuilder text) {
    ExplainedCall call = calls.get(index);
    String operation = call.call().operation();
    text.append('\n');
    Remarks.of(calls, index).forEach(remark -> text.append("# ").append(remark).append('\n'));
    for (ExplainedCall.Condition condition : call.conditions()) {
      String words =
          condition.values().stream().map(Literals::text).collect(Collectors.joining(", "));
      text.append("if ").append(path(condition.call(), condition.path()));
      text.append(" not in [").append(words).append("]:\n    raise SystemExit(");
      text.append(Literals.text("the answer is another: nothing more is done")).append(")\n");
    }
    String answer = "answer" + (index + 1);
    if (!ModernModel.isPaged(operation)) {
      text.append(answer).append(" = mturk.").append(Names.snake(operation)).append('(');
      members(call, text);
      text.append(")\nprint(").append(answer).append(")\n");
      return;
    }
    String request = "request" + (index + 1);
    text.append(request).append(" = dict(");
    members(call, text);
    text.append(
        """
        )
        while True:
            %1$s = mturk.%3$s(**%2$s)
            print(%1$s)
            if 'NextToken' not in %1$s:
                break
            %2$s['NextToken'] = %1$s['NextToken']
        """
            .formatted(answer, request, Names.snake(operation)));
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
              text.append("\n    ").append(name).append('=');
              text.append(origin == null ? literal(value, type) : computed(origin, type));
              text.append(',');
            });
    if (!call.call().input().members().isEmpty()) {
      text.append('\n');
    }
  }

  private static String literal(Value value, Type type) {
    if (type instanceof Type.Time && value instanceof Whole time) {
      return "datetime.datetime.fromtimestamp(" + time.number() + ", datetime.timezone.utc)";
    }
    if (value instanceof Flag flag) {
      return flag.on() ? "True" : "False";
    }
    if (value instanceof Items items && type instanceof Type.Items list) {
      return items.values().stream()
          .map(item -> literal(item, list.of()))
          .reduce((a, b) -> a + ", " + b)
          .map(all -> "[" + all + "]")
          .orElse("[]");
    }
    if (value instanceof Structure structure && type instanceof Type.Structure declared) {
      return structure.members().entrySet().stream()
          .map(
              member ->
                  Literals.text(member.getKey())
                      + ": "
                      + literal(
                          member.getValue(),
                          ModernModel.member(declared, member.getKey()).orElseThrow()))
          .reduce((a, b) -> a + ", " + b)
          .map(all -> "{" + all + "}")
          .orElse("{}");
    }
    return Literals.json(value);
  }

  private static String computed(Origin origin, Type type) {
    if (origin instanceof Origin.Token) {
      return "str(uuid.uuid4())";
    }
    if (origin instanceof Origin.Now now) {
      return "datetime.datetime.now(datetime.timezone.utc)" + plus(now.plusSeconds(), type);
    }
    Origin.Answer answer = (Origin.Answer) origin;
    String source = path(answer.call(), answer.path());
    if (answer.notPast()) {
      source = "max(" + source + ", datetime.datetime.now(datetime.timezone.utc))";
    }
    return source + plus(answer.plus(), type);
  }

  private static String path(int call, List<String> steps) {
    StringBuilder path = new StringBuilder("answer" + (call + 1));
    steps.forEach(step -> path.append(step.equals("0") ? "[0]" : "['" + step + "']"));
    return path.toString();
  }

  private static String plus(long plus, Type type) {
    if (plus == 0) {
      return "";
    }
    return type instanceof Type.Time ? " + datetime.timedelta(seconds=" + plus + ")" : " + " + plus;
  }
}
