package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;
import org.mturkproxy.proxy.report.ReportHtml;
import org.mturkproxy.proxy.report.ReportJson;
import org.mturkproxy.proxy.report.ReportText;
import org.mturkproxy.proxy.report.UsageReport;
import org.mturkproxy.translator.operations.LegacyOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    header = "Tells who uses which legacy operation, from the traffic log.",
    description = "Reads the log only; the proxy may be running.")
final class ReportCommand implements Callable<Integer> {

  private enum Format {
    text,
    json,
    html
  }

  private enum Language {
    json,
    cli,
    boto3,
    java,
    javascript
  }

  @Mixin private final LogOption log;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or html (one file, needs no network).")
  private Format format;

  @Option(
      names = "--code",
      paramLabel = "LANGUAGE",
      defaultValue = "boto3",
      description = "Of the code in JSON and HTML: one of ${COMPLETION-CANDIDATES}.")
  private Language language;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to; else standard output.")
  private Optional<Path> output = Optional.empty();

  @Spec private CommandSpec spec;

  ReportCommand(LogOption log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    UsageReport report =
        UsageReport.of(
            log.open(),
            LegacyOperations.catalogue(),
            SnippetFormat.valueOf(language.name().toUpperCase(Locale.ROOT)));
    if (output.isPresent()) {
      try (PrintWriter out =
          new PrintWriter(Files.newBufferedWriter(output.get(), StandardCharsets.UTF_8))) {
        print(report, out);
      }
    } else {
      print(report, spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private void print(UsageReport report, PrintWriter out) throws IOException {
    switch (format) {
      case text -> ReportText.print(report, out);
      case json -> ReportJson.write(report, out);
      case html -> ReportHtml.print(report, out);
    }
    if (out.checkError()) {
      throw new IOException("The report could not be written.");
    }
  }
}
