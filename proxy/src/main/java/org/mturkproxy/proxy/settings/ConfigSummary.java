package org.mturkproxy.proxy.settings;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.ConnectionLimits;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.DestinationRule;
import org.mturkproxy.config.DurationText;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeySource;
import org.mturkproxy.config.LayoutConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceAccount;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.config.PolicyRule;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.ServerCertificate;
import org.mturkproxy.config.ShutdownConfig;
import org.mturkproxy.config.SignaturesConfig;
import org.mturkproxy.config.TlsConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;

/** A configuration in words, without its secrets. */
public record ConfigSummary(Optional<Path> file, ProxyConfig config, KeySource keySource) {

  public ConfigSummary(LoadedConfig loaded) {
    this(loaded.file(), loaded.config(), loaded.keySource());
  }

  /** What {@code serve} uses, as a text. */
  public String text() {
    StringWriter text = new StringWriter();
    print(new PrintWriter(text));
    return text.toString();
  }

  /** What {@code serve} would use. */
  public void print(PrintWriter out) {
    configuration(out);
    line(out, "listen", listen(config.listen()));
    line(out, "connections", limits(config.listen().limits()));
    config.listen().tls().ifPresent(tls -> tls(out, tls));
    line(out, "upstream", upstream(config.upstream()));
    if (config.upstream().target() instanceof UpstreamTarget.Embedded) {
      marketplace(out, config.marketplace().listen());
      accounts(out);
    }
    line(out, "traffic log", trafficLog(config.trafficLog()));
    line(out, "admin", config.admin().map(ConfigSummary::admin).orElse("off"));
    line(out, "shutdown", shutdown(config.shutdown()));
    line(out, "lists", lists(config));
    line(out, "signatures", signatures(config.signatures()));
    keys(out);
    for (KeyConfig key : config.keys()) {
      line(out, "rules", key.id() + ": " + KeyRulesText.of(key.rules()));
    }
    policy(out);
    out.flush();
  }

  /** What {@code marketplace} would use. */
  public void printMarketplace(PrintWriter out) {
    configuration(out);
    marketplace(
        out, Optional.of(config.marketplace().listen().orElse(Defaults.MARKETPLACE_LISTEN)));
    accounts(out);
    keys(out);
    out.flush();
  }

  private void configuration(PrintWriter out) {
    line(out, "configuration", file.map(Path::toString).orElse("none: the defaults"));
  }

  private void marketplace(PrintWriter out, Optional<MarketplaceListen> listen) {
    line(out, "marketplace", marketplace(config.marketplace()));
    listen.ifPresent(
        where -> line(out, "modern API", where.host() + " port " + port(where.port())));
    config.marketplace().publicUrl().ifPresent(url -> line(out, "public URL", url.toString()));
    for (LayoutConfig layout : config.marketplace().layouts()) {
      line(out, "HIT layout", layout.id() + "; " + frame(layout.frameHeight()));
    }
    config
        .marketplace()
        .notifications()
        .ifPresent(notifications -> notifications(out, notifications));
  }

  private static String frame(int height) {
    return height == 0 ? "the whole window" : height + " pixels high";
  }

  private static void notifications(PrintWriter out, NotificationConfig notifications) {
    line(out, "notifications", notifications(notifications));
    for (DestinationRule rule : notifications.destinations().orElse(List.of())) {
      line(
          out,
          "destinations",
          rule.account().orElse("everybody") + ": " + String.join(", ", rule.allow()));
    }
  }

  private static String notifications(NotificationConfig notifications) {
    return "SQS at %s, SNS at %s; signed for %s by %s"
        .formatted(
            notifications.sqsEndpoint().map(URI::toString).orElse("Amazon"),
            notifications.snsEndpoint().map(URI::toString).orElse("Amazon"),
            notifications.region(),
            notifications
                .credentials()
                .map(ConfigSummary::credentials)
                .orElseGet(() -> credentials(new UpstreamCredentials.DefaultChain())));
  }

  private void accounts(PrintWriter out) {
    for (MarketplaceAccount account : config.marketplace().accounts()) {
      line(out, "modern key", account.accessKeyId() + "; account " + account.account());
    }
  }

  private void keys(PrintWriter out) {
    for (KeyConfig key : config.keys()) {
      String modern = key.modern().map(pair -> "; modern: " + pair.accessKeyId()).orElse("");
      line(
          out,
          "access key",
          key.id() + keyOrigin() + "; upstream: " + credentials(key.upstream()) + modern);
    }
    if (config.keys().isEmpty() && keySource instanceof KeySource.Kept) {
      line(out, "access key", "to be made at the first start" + keyOrigin());
    }
  }

  private void policy(PrintWriter out) {
    for (PolicyRule rule : config.policy()) {
      line(
          out,
          "policy",
          "%s; keys: %s; operations: %s"
              .formatted(rule.action().word(), names(rule.keys()), names(rule.operations())));
    }
  }

  private static String names(Set<String> names) {
    return names.isEmpty() ? "all" : String.join(", ", new TreeSet<>(names));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-14s %s%n", name, value);
  }

  private static String listen(ListenConfig listen) {
    return "%s port %s; URLs up to %d bytes, bodies up to %d"
            .formatted(
                listen.host(), port(listen.port()), listen.maxUrlBytes(), listen.maxBodyBytes())
        + listen.publicUrl().map(url -> "; seen as " + url).orElse("");
  }

  private static String port(int port) {
    return port == 0 ? "0 (any free one)" : String.valueOf(port);
  }

  private static String upstream(UpstreamConfig upstream) {
    return "%s; signed for %s/%s; connect %s, read %s, budget %s; up to %d connections"
        .formatted(
            target(upstream.target()),
            upstream.region(),
            upstream.service(),
            DurationText.of(upstream.connectTimeout()),
            DurationText.of(upstream.readTimeout()),
            DurationText.of(upstream.budget()),
            upstream.maxConnections());
  }

  private static String target(UpstreamTarget target) {
    if (target instanceof UpstreamTarget.Address address) {
      return address.uri().toString();
    }
    if (target instanceof UpstreamTarget.Production) {
      return "PRODUCTION: Amazon's service, real money";
    }
    return target instanceof UpstreamTarget.Sandbox
        ? "sandbox: Amazon's service"
        : "marketplace: our own, in this process";
  }

  private static String marketplace(MarketplaceConfig marketplace) {
    BigDecimal balance = marketplace.balance();
    return marketplace.data().map(path -> "data in " + path).orElse("in memory, gone at the end")
        + "; new accounts have %s USD".formatted(balance.toPlainString())
        + (marketplace.workerApi() ? "; worker API" : "")
        + (marketplace.controlApi() ? "; control API" : "")
        + marketplace
            .rateLimit()
            .map(
                limit ->
                    "; %d calls/s per account, bursts of %d"
                        .formatted(limit.perSecond(), limit.burst()))
            .orElse("");
  }

  private static String limits(ConnectionLimits limits) {
    return "up to %d, from one address %d; head within %s, request within %s, idle up to %s"
        .formatted(
            limits.total(),
            limits.perAddress(),
            DurationText.of(limits.headTime()),
            DurationText.of(limits.requestTime()),
            DurationText.of(limits.idleTime()));
  }

  private static void tls(PrintWriter out, TlsConfig tls) {
    line(
        out,
        "TLS",
        "%s port %s; %s; client certificates: %s"
            .formatted(
                tls.host(),
                port(tls.port()),
                String.join(", ", tls.protocols()),
                tls.clientCertificates().name().toLowerCase(Locale.ROOT)));
    for (ServerCertificate each : tls.certificates()) {
      line(
          out,
          "certificate",
          each.certificate().getSubjectX500Principal()
              + "; until "
              + each.certificate().getNotAfter().toInstant());
    }
  }

  private static String admin(AdminConfig admin) {
    return admin.host()
        + " port "
        + port(admin.port())
        + (admin.hosts().isEmpty() ? "" : "; also as " + String.join(", ", sorted(admin.hosts())))
        + (admin.page() ? "" : "; without the page");
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String shutdown(ShutdownConfig shutdown) {
    return "after %s, calls under way have %s"
        .formatted(DurationText.of(shutdown.delay()), DurationText.of(shutdown.grace()));
  }

  private static String trafficLog(TrafficLogConfig log) {
    TrafficLogConfig.Sinks sinks = log.sinks();
    List<String> places = new ArrayList<>();
    sinks.file().ifPresent(file -> places.add(file.path().toString()));
    sinks.store().ifPresent(store -> places.add(store.path().toString()));
    if (sinks.standardOutput()) {
      places.add("standard output");
    }
    if (places.isEmpty()) {
      return "off";
    }
    String strict = sinks.strict() ? "; answers wait until they are in it" : "";
    String personal =
        sinks.personal() == TrafficLogConfig.Personal.SHOW ? "; Workers are shown" : "";
    return String.join(", ", places) + strict + personal;
  }

  private static String signatures(SignaturesConfig signatures) {
    return "%s; a wrong one is explained to clients: %s"
        .formatted(
            signatures.mode().name().toLowerCase(Locale.ROOT),
            signatures.explain().name().toLowerCase(Locale.ROOT));
  }

  private static String lists(ProxyConfig config) {
    return "kept for %s, in up to %d bytes; statistics: %s"
        .formatted(
            DurationText.of(config.lists().maxAge()),
            config.lists().maxBytes(),
            config.statistics().word());
  }

  private String keyOrigin() {
    if (keySource instanceof KeySource.Kept kept) {
      return ", its secret in " + kept.file();
    }
    return keySource instanceof KeySource.Environment ? ", from the environment" : "";
  }

  private static String credentials(UpstreamCredentials credentials) {
    if (credentials instanceof UpstreamCredentials.Given given) {
      return given.accessKeyId()
          + given.sessionToken().map(token -> " with session token").orElse("");
    }
    if (credentials instanceof UpstreamCredentials.Profile profile) {
      return "AWS profile " + profile.name();
    }
    if (credentials instanceof UpstreamCredentials.AssumedRole role) {
      return "role "
          + role.arn()
          + ", assumed with "
          + credentials(role.source())
          + role.stsEndpoint().map(sts -> " at " + sts).orElse("");
    }
    return credentials instanceof UpstreamCredentials.SameKey ? "the same" : "AWS default chain";
  }
}
