package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mturkproxy.proxy.explain.Explainer;
import org.mturkproxy.proxy.explain.Explanation;
import org.mturkproxy.proxy.explain.LegacyInput;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Shows what a legacy call is in the modern API, as code.",
    description = {
      "Takes a query string, a URL, a form body, a SOAP message, or a line of the traffic log.",
      "Needs no signature and no secret, shows none, and sends nothing."
    })
final class ExplainCommand implements Callable<Integer> {

  /** What may come after {@code --format}. */
  enum Format {
    json,
    cli,
    boto3,
    java,
    javascript,
    all
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "CALL",
      description = "The call. Without it and without --file, it is read from standard input.")
  private Optional<String> call = Optional.empty();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The file that the call is in; - for standard input.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "One of ${COMPLETION-CANDIDATES}. Without it, all, with the parameters explained; with"
              + " one of the others, nothing but the code.")
  private Format format = Format.all;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "What the code is to call; without it, what the SDK calls by itself.")
  private Optional<String> endpoint = Optional.empty();

  @Spec private CommandSpec spec;

  private final InputStream standardInput;

  ExplainCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws IOException {
    String text = text();
    Explanation explanation = new Explainer().explain(read(text));
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.all) {
      new ExplanationPrinter(out).print(explanation, endpoint);
    } else if (explanation.refusal().isEmpty()
        || (explanation.isDescribed() && format == Format.json)) {
      out.print(
          SnippetFormat.valueOf(format.name().toUpperCase(Locale.ROOT))
              .write(explanation, endpoint));
    }
    out.flush();
    if (hasMadeUpWorker(text, explanation)) {
      spec.commandLine()
          .getErr()
          .println(
              "mturk-proxy: "
                  + LegacyInput.SOME_WORKER
                  + " stands for a Worker whom the traffic log does not name");
    }
    explanation
        .refusal()
        .ifPresent(
            refusal ->
                spec.commandLine()
                    .getErr()
                    .println(
                        (explanation.isDescribed()
                                ? "mturk-proxy: "
                                : "mturk-proxy: the call would be refused: ")
                            + refusal.code()
                            + ": "
                            + ExplanationPrinter.shown(refusal.message())));
    return explanation.refusal().isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static boolean hasMadeUpWorker(String text, Explanation explanation) {
    return !text.contains(LegacyInput.SOME_WORKER)
        && explanation.parameters().stream()
            .anyMatch(parameter -> parameter.value().contains(LegacyInput.SOME_WORKER));
  }

  private String text() throws IOException {
    if (call.isPresent() && file.isPresent()) {
      throw new ParameterException(spec.commandLine(), "either CALL or --file, not both");
    }
    return call.isPresent() ? call.get() : new String(bytes(), StandardCharsets.UTF_8);
  }

  private ReceivedRequest read(String text) {
    try {
      return LegacyInput.read(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private byte[] bytes() throws IOException {
    return file.isPresent() && !file.get().toString().equals("-")
        ? Files.readAllBytes(file.get())
        : standardInput.readAllBytes();
  }
}
