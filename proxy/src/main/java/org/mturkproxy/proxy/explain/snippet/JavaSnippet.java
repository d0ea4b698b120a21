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

/** A Java class {@code ModernCalls} with a main method. */
final class JavaSnippet implements Snippet {

  private static final String INDENT = "      ";

  @Override
  public String write(List<ExplainedCall> calls, Optional<String> endpoint) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      append(calls, i, text);
    }
    String body = text.toString();
    return imports(body, endpoint.isPresent())
        + """

        public final class ModernCalls {

          public static void main(String[] arguments) {
            try (MTurkClient mturk =
                MTurkClient.builder()
                    .region(Region.US_EAST_1)
        %s            .build()) {
        %s    }
          }
        }
        """
            .formatted(
                endpoint
                    .map(
                        url ->
                            "            .endpointOverride(URI.create("
                                + Literals.text(url)
                                + "))\n")
                    .orElse(""),
                body);
  }

  private static String imports(String body, boolean endpoint) {
    return (endpoint ? "import java.net.URI;\n" : "")
        + (body.contains("Instant.") ? "import java.time.Instant;\n" : "")
        + (body.contains("Collections.") ? "import java.util.Collections;\n" : "")
        + (body.contains("List.of(") ? "import java.util.List;\n" : "")
        + (body.contains("UUID.") ? "import java.util.UUID;\n" : "")
        + "import software.amazon.awssdk.regions.Region;\n"
        + "import software.amazon.awssdk.services.mturk.MTurkClient;\n"
        + "import software.amazon.awssdk.services.mturk.model.*;\n";
  }

  private static void append(List<ExplainedCall> calls, int index, StringBuilder text) {
    ExplainedCall call = calls.get(index);
    String operation = call.call().operation();
    for (String remark : Remarks.of(calls, index)) {
      text.append(INDENT).append("// ").append(remark).append('\n');
    }
    for (ExplainedCall.Condition condition : call.conditions()) {
      String words =
          condition.values().stream().map(Literals::text).collect(Collectors.joining(", "));
      text.append(INDENT).append("if (!List.of(").append(words).append(").contains(");
      text.append(path(condition.call(), condition.path()).replaceAll("\\(\\)$", "AsString()"));
      text.append(")) {\n").append(INDENT).append("  throw new IllegalStateException(");
      text.append(Literals.text("the answer is another: nothing more is done")).append(");\n");
      text.append(INDENT).append("}\n");
    }
    String answer = "answer" + (index + 1);
    String type = Names.javaOperation(operation) + "Response";
    String method = "mturk." + Names.javaMethod(operation) + "(\n";
    String indent = INDENT;
    if (ModernModel.isPaged(operation)) {
      indent = INDENT + "  ";
      text.append(INDENT).append(type).append(' ').append(answer).append(";\n");
      text.append(INDENT).append("String next").append(index + 1).append(" = null;\n");
      text.append(INDENT).append("do {\n");
      text.append(indent)
          .append(answer)
          .append(" =\n")
          .append(indent)
          .append("    ")
          .append(method);
    } else {
      text.append(INDENT).append(type).append(' ').append(answer).append(" =\n");
      text.append(INDENT).append("    ").append(method);
    }
    text.append(indent).append("        ").append(Names.javaOperation(operation));
    text.append("Request.builder()\n");
    members(call, indent + "            ", text);
    if (ModernModel.isPaged(operation)) {
      text.append(indent).append("            .nextToken(next").append(index + 1).append(")\n");
    }
    text.append(indent).append("            .build());\n");
    text.append(indent).append("System.out.println(").append(answer).append(");\n");
    if (ModernModel.isPaged(operation)) {
      String next = "next" + (index + 1);
      text.append(indent).append(next).append(" = ").append(answer).append(".nextToken();\n");
      text.append(INDENT).append("} while (").append(next).append(" != null);\n");
    }
  }

  private static void members(ExplainedCall call, String indent, StringBuilder text) {
    Type.Structure input = ModernModel.operation(call.call().operation()).orElseThrow().input();
    call.call()
        .input()
        .members()
        .forEach(
            (name, value) -> {
              Type type = ModernModel.member(input, name).orElseThrow();
              Origin origin = call.origins().get(name);
              text.append(indent)
                  .append(
                      origin == null
                          ? setter(name, value, type)
                          : "." + Names.javaMember(name) + "(" + computed(origin, type) + ")")
                  .append('\n');
            });
  }

  /** Words of a closed list are texts to the builders, under a name of its own in a list. */
  private static String setter(String name, Value value, Type type) {
    boolean words = type instanceof Type.Items list && list.of() instanceof Type.Choice;
    return "."
        + Names.javaMember(name)
        + (words ? "WithStrings" : "")
        + "("
        + literal(value, type)
        + ")";
  }

  private static String literal(Value value, Type type) {
    if (value instanceof Whole whole) {
      return number(whole.number(), type);
    }
    if (value instanceof Items items && type instanceof Type.Items list) {
      return items.values().stream()
          .map(item -> literal(item, list.of()))
          .collect(Collectors.joining(", ", "List.of(", ")"));
    }
    if (value instanceof Structure structure && type instanceof Type.Structure declared) {
      return structure.members().entrySet().stream()
          .map(
              member ->
                  setter(
                      member.getKey(),
                      member.getValue(),
                      ModernModel.member(declared, member.getKey()).orElseThrow()))
          .collect(Collectors.joining("", declared.name() + ".builder()", ".build()"));
    }
    return Literals.json(value);
  }

  private static String number(long number, Type type) {
    if (type instanceof Type.Time) {
      return "Instant.ofEpochSecond(" + number + "L)";
    }
    return type instanceof Type.Whole whole && whole.wide() ? number + "L" : Long.toString(number);
  }

  private static String computed(Origin origin, Type type) {
    if (origin instanceof Origin.Token) {
      return "UUID.randomUUID().toString()";
    }
    if (origin instanceof Origin.Now now) {
      return "Instant.now().plusSeconds(" + now.plusSeconds() + ")";
    }
    Origin.Answer answer = (Origin.Answer) origin;
    String path = path(answer.call(), answer.path());
    if (answer.plus() == 0) {
      return path;
    }
    if (answer.notPast()) {
      path = "Collections.max(List.of(" + path + ", Instant.now()))";
    }
    return type instanceof Type.Time
        ? path + ".plusSeconds(" + answer.plus() + ")"
        : path + " + " + answer.plus();
  }

  private static String path(int call, List<String> steps) {
    StringBuilder path = new StringBuilder("answer" + (call + 1));
    for (String step : steps) {
      path.append(step.equals("0") ? ".get(0)" : "." + Names.javaMember(step) + "()");
    }
    return path.toString();
  }
}
