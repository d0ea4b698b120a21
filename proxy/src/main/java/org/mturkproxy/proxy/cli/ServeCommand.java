package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mturkproxy.config.Clients;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.settings.ConfigSummary;
import org.mturkproxy.proxy.settings.FileWatch;
import org.mturkproxy.proxy.settings.Reloader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code serve}. What it tells goes to standard error: standard output may be the traffic log's.
 */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    header = "Serves the legacy API until it is told to stop.")
final class ServeCommand implements Callable<Integer> {

  @Mixin private final ConfigOption option;
  private final Launcher launcher;
  private final Lifetime lifetime;

  @Spec private CommandSpec spec;

  ServeCommand(ConfigOption option, Launcher launcher, Lifetime lifetime) {
    this.option = option;
    this.launcher = launcher;
    this.lifetime = lifetime;
  }

  @Override
  public Integer call() throws Exception {
    LoadedConfig loaded = option.load(Clients.LEGACY).ready();
    if (loaded.config().upstream().target() instanceof UpstreamTarget.Production) {
      // Before the first logger is made, and with it Logback's configuration.
      System.setProperty(ConsoleLog.MARK, "PRODUCTION ");
    }
    RunningProxy running = launcher.start(loaded, exchange -> {});
    PrintWriter err = spec.commandLine().getErr();
    new ConfigSummary(loaded).print(err);
    err.flush();
    Reloader reloader =
        new Reloader(loaded, () -> option.load(Clients.LEGACY).ready(), running::reload);
    FileWatch watch = FileWatch.start(reloader::files, () -> reloader.reload("a file changed"));
    Hangup.handle(() -> reloader.reload("SIGHUP"));
    try {
      return lifetime.await(running, () -> announce(running, err));
    } finally {
      watch.close();
    }
  }

  /** The last line: whoever waits for it may call. */
  private static void announce(Running running, PrintWriter err) {
    err.println("mturk-proxy: serving on " + running.url());
    err.flush();
  }
}
