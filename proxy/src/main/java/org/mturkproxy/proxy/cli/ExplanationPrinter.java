package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.proxy.explain.ExplainedParameter;
import org.mturkproxy.proxy.explain.Explanation;
import org.mturkproxy.proxy.explain.snippet.Remarks;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;
import org.mturkproxy.translator.exchange.Warning;

/** Writes an explanation for reading. */
final class ExplanationPrinter {

  private final PrintWriter out;

  ExplanationPrinter(PrintWriter out) {
    this.out = out;
  }

  void print(Explanation explanation, Optional<String> endpoint) {
    out.println("Legacy operation: " + explanation.operation().orElse("(unknown)"));
    calls(explanation);
    parameters(explanation);
    differences(explanation);
    if (explanation.calls().isEmpty()) {
      return;
    }
    for (SnippetFormat format : formats(explanation)) {
      out.println();
      out.println("== " + format.title() + " (--format " + format.word() + ")");
      out.println();
      out.print(format.write(explanation, endpoint));
    }
  }

  private static List<SnippetFormat> formats(Explanation explanation) {
    if (explanation.isDescribed()) {
      return List.of(SnippetFormat.JSON);
    }
    return explanation.refusal().isPresent() ? List.of() : List.of(SnippetFormat.values());
  }

  private void calls(Explanation explanation) {
    if (explanation.calls().isEmpty()) {
      out.println("Modern calls: none");
    }
    for (int i = 0; i < explanation.calls().size(); i++) {
      out.println("Modern call " + (i + 1) + ": " + explanation.calls().get(i).call().operation());
      Remarks.of(explanation.calls(), i).forEach(remark -> out.println("  " + remark));
    }
    if (explanation.hitToDisable().isPresent()) {
      out.println("Calls 3 to 5 are made again until nobody works on the HIT.");
    }
    if (!explanation.furtherOperations().isEmpty()) {
      out.println(
          "In other cases the proxy also calls: "
              + String.join(", ", explanation.furtherOperations()));
    }
  }

  private void parameters(Explanation explanation) {
    if (explanation.parameters().isEmpty()) {
      return;
    }
    out.println();
    out.println("Parameters:");
    for (ExplainedParameter parameter : explanation.parameters()) {
      out.println(
          "  "
              + parameter.name()
              + (parameter.value().isEmpty() ? "" : " = " + shown(parameter.value())));
      out.println("    is a " + parameter.meaning());
      out.println(
          "    "
              + (parameter.modern().isEmpty() ? "" : "-> " + parameter.modern() + ": ")
              + shown(parameter.conversion()));
    }
  }

  private void differences(Explanation explanation) {
    explanation.differs().ifPresent(text -> out.println("\nDiffers: " + text));
    for (Warning warning : explanation.warnings()) {
      out.println("Warning: " + shown(warning.parameter()) + ": " + shown(warning.text()));
    }
  }

  /** What a client wrote must not steer a terminal. */
  static String shown(String text) {
    return text.replaceAll(
        "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]", "?");
  }
}
