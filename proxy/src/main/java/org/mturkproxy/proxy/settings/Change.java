package org.mturkproxy.proxy.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;

/**
 * From one configuration to the next, as far as that goes without a restart.
 *
 * @param inUse what holds afterwards: the next one, but for what needs a restart
 * @param needRestart the settings that are other than before, and hold only after a restart
 */
public record Change(LoadedConfig inUse, List<String> needRestart) {

  public Change {
    needRestart = List.copyOf(needRestart);
  }

  /** Compares what holds now with what was read. */
  public static Change of(LoadedConfig now, LoadedConfig next) {
    ProxyConfig old = now.config();
    ProxyConfig read = next.config();
    List<String> restart = new ArrayList<>();
    note(restart, "listen.host", old.listen().host(), read.listen().host());
    note(restart, "listen.port", old.listen().port(), read.listen().port());
    note(restart, "listen.tls", address(old.listen()), address(read.listen()));
    note(restart, "listen.publicUrl", old.listen().publicUrl(), read.listen().publicUrl());
    note(restart, "upstream", old.upstream(), read.upstream());
    note(restart, "trafficLog", old.trafficLog(), read.trafficLog());
    note(restart, "admin", old.admin(), read.admin());
    note(restart, "signatures", old.signatures(), read.signatures());
    note(restart, "lists", old.lists(), read.lists());
    note(restart, "statistics", old.statistics(), read.statistics());
    MarketplaceConfig marketplace =
        old.marketplace().edit().accounts(read.marketplace().accounts()).build();
    note(restart, "marketplace", marketplace, read.marketplace());
    ProxyConfig inUse =
        old.edit()
            .listen(listen(old.listen(), read.listen()))
            .keys(read.keys())
            .marketplace(marketplace)
            .shutdown(read.shutdown())
            .policy(read.policy())
            .build();
    return new Change(next.with(inUse), restart);
  }

  /** The sockets stay where they are bound; the limits are the new ones. */
  private static ListenConfig listen(ListenConfig bound, ListenConfig read) {
    return new ListenConfig(
        bound.host(),
        bound.port(),
        read.maxUrlBytes(),
        read.maxBodyBytes(),
        bound.publicUrl(),
        read.limits(),
        bound.tls().map(tls -> read.tls().orElse(tls).at(tls.host(), tls.port())));
  }

  /** Where TLS is spoken, or that it is not. */
  private static Optional<String> address(ListenConfig listen) {
    return listen.tls().map(tls -> tls.host() + " " + tls.port());
  }

  private static void note(List<String> restart, String name, Object old, Object read) {
    if (!old.equals(read)) {
      restart.add(name);
    }
  }
}
