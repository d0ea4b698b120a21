package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mturkproxy.config.Clients;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.proxy.settings.ConfigSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Checks the configuration and shows what it means, secrets left out.",
    description = "Starts nothing, writes nothing, calls nothing.")
final class CheckCommand implements Callable<Integer> {

  @Mixin private final ConfigOption option;

  @Option(names = "--marketplace", description = "For the command marketplace instead of serve.")
  private boolean marketplace;

  @Spec private CommandSpec spec;

  CheckCommand(ConfigOption option) {
    this.option = option;
  }

  @Override
  public Integer call() throws Exception {
    LoadedConfig loaded = option.load(marketplace ? Clients.MODERN : Clients.LEGACY);
    ConfigSummary summary = new ConfigSummary(loaded);
    PrintWriter out = spec.commandLine().getOut();
    if (marketplace) {
      summary.printMarketplace(out);
    } else {
      summary.print(out);
    }
    return ExitCode.OK;
  }
}
