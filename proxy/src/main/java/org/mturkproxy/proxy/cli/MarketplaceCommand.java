package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mturkproxy.config.Clients;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.proxy.settings.ConfigSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marketplace}. */
@Command(
    name = "marketplace",
    mixinStandardHelpOptions = true,
    header = "Serves the modern API alone until it is told to stop.",
    description = {
      "For modern clients: boto3, the AWS command line, the AWS SDKs. Their endpoint URL is the",
      "address that this tells at the end of its start."
    })
final class MarketplaceCommand implements Callable<Integer> {

  @Mixin private final ConfigOption option;
  private final Lifetime lifetime;

  @Spec private CommandSpec spec;

  MarketplaceCommand(ConfigOption option, Lifetime lifetime) {
    this.option = option;
    this.lifetime = lifetime;
  }

  @Override
  public Integer call() throws Exception {
    LoadedConfig loaded = option.load(Clients.MODERN).ready();
    Running running = MarketplaceLauncher.start(loaded.config());
    PrintWriter err = spec.commandLine().getErr();
    new ConfigSummary(loaded).printMarketplace(err);
    return lifetime.await(running, () -> announce(running, err));
  }

  /** The last line: whoever waits for it may call. */
  private static void announce(Running running, PrintWriter err) {
    err.println("mturk-proxy: marketplace on " + running.url());
    err.flush();
  }
}
