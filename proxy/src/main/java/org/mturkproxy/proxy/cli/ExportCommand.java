package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mturkproxy.proxy.report.HarExport;
import org.mturkproxy.proxy.traffic.LoggedCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Writes the traffic log as an HTTP Archive (HAR 1.2), or as JSON lines.",
    description = {
      "An HTTP Archive is for the network panel of a browser and other viewers. Requests are written",
      "anew from what the log has of them, without credentials."
    })
final class ExportCommand implements Callable<Integer> {

  private enum Format {
    har,
    jsonl
  }

  @Mixin private final LogOption log;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "har",
      description = "har, or jsonl: the records as they are, one a line.")
  private Format format;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to; else standard output.")
  private Optional<Path> output = Optional.empty();

  @Spec private CommandSpec spec;

  ExportCommand(LogOption log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    LoggedCalls calls = log.open();
    if (output.isPresent()) {
      try (Writer out = Files.newBufferedWriter(output.get(), StandardCharsets.UTF_8)) {
        write(calls, out);
      }
    } else {
      PrintWriter out = spec.commandLine().getOut();
      write(calls, out);
      out.flush();
    }
    return ExitCode.OK;
  }

  private void write(LoggedCalls calls, Writer out) throws IOException {
    if (format == Format.har) {
      HarExport.write(calls, new Version().getVersion()[0], out);
      return;
    }
    PrintWriter lines = new PrintWriter(out);
    calls.records(call -> lines.append(call.toString()).append('\n'));
    if (lines.checkError()) {
      throw new IOException("The calls could not be written.");
    }
  }
}
