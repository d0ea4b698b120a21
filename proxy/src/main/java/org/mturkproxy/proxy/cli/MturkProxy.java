package org.mturkproxy.proxy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code mturk-proxy}: its subcommands do the work. */
@Command(
    name = "mturk-proxy",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Makes programs written for the legacy Mechanical Turk Requester API run again, unchanged.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 the command line is wrong. replay has others.",
    })
final class MturkProxy implements Runnable {

  @Spec private CommandSpec spec;

  /** The whole command line, ready to execute. */
  static CommandLine commandLine(Surroundings surroundings, Launcher launcher, Lifetime lifetime) {
    return new CommandLine(new MturkProxy())
        .addSubcommand(new ServeCommand(new ConfigOption(surroundings), launcher, lifetime))
        .addSubcommand(new MarketplaceCommand(new ConfigOption(surroundings), lifetime))
        .addSubcommand(new DemoCommand(launcher))
        .addSubcommand(new CheckCommand(new ConfigOption(surroundings)))
        .addSubcommand(new CertCommand())
        .addSubcommand(new ExplainCommand(System.in))
        .addSubcommand(new ReportCommand(new LogOption(surroundings)))
        .addSubcommand(new ExportCommand(new LogOption(surroundings)))
        .addSubcommand(new ReplayCommand(new LogOption(surroundings), surroundings.environment()))
        .setExecutionExceptionHandler(new ErrorMessage());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
