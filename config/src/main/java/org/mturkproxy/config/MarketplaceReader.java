package org.mturkproxy.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.config.UpstreamCredentials.Given;
import org.mturkproxy.config.UpstreamCredentials.SameKey;

/** Reads {@code marketplace}. */
final class MarketplaceReader {

  private static final int MOST_CALLS = 1_000_000;

  /** The most that a FileUploadAnswer can ask for (companion section 5.16). */
  private static final int LARGEST_FILE = 2_000_000_000;

  private final SecretReader secrets;
  private final Path base;

  /** Access key ids that are taken, and where they stand. */
  private final Map<String, String> taken = new LinkedHashMap<>();

  MarketplaceReader(SecretReader secrets, Path base, List<KeyConfig> keys) {
    this.secrets = secrets;
    this.base = base;
    for (KeyConfig key : keys) {
      if (key.upstream() instanceof SameKey) {
        taken.put(key.id(), "a key in keys");
      } else if (key.upstream() instanceof Given given) {
        taken.put(given.accessKeyId(), "an upstream pair in keys");
      }
    }
  }

  MarketplaceConfig read(Section section) {
    MarketplaceConfig otherwise = Defaults.MARKETPLACE;
    Optional<Field> data = section.field("data");
    MarketplaceConfigBuilder read = otherwise.edit();
    read.data(data.isPresent() ? data.flatMap(this::data) : otherwise.data().map(this::resolve));
    section.field("balance").flatMap(Field::dollars).ifPresent(read::balance);
    section.field("workerApi").flatMap(Field::flag).ifPresent(read::workerApi);
    section.field("controlApi").flatMap(Field::flag).ifPresent(read::controlApi);
    section.field("layouts").map(new LayoutsReader(base)::read).ifPresent(read::layouts);
    read.notifications(
        section
            .field("notifications")
            .flatMap(field -> field.section("{region: …, sqsEndpoint: …, snsEndpoint: …}"))
            .map(new NotificationsReader(secrets)::read));
    read.listen(
        section
            .field("listen")
            .flatMap(field -> field.section("{host: …, port: …}"))
            .map(MarketplaceReader::listen));
    section.field("accounts").map(this::accounts).ifPresent(read::accounts);
    read.rateLimit(
        section
            .field("rateLimit")
            .flatMap(field -> field.section("{perSecond: …, burst: …}"))
            .flatMap(MarketplaceReader::rateLimit));
    read.publicUrl(section.field("publicUrl").flatMap(MarketplaceReader::publicUrl));
    section
        .field("maxFileBytes")
        .flatMap(field -> field.whole(1, LARGEST_FILE))
        .ifPresent(read::maxFileBytes);
    section.refuseOthers();
    return read.build();
  }

  /** Without the slash that a URL may end in, as paths are put behind it. */
  private static Optional<URI> publicUrl(Field field) {
    Optional<URI> url = field.address();
    if (url.isEmpty()) {
      field.problem(
          "expected a URL such as https://turk.example.org (scheme, host and port alone)");
    }
    return url.map(given -> URI.create(given.toString().replaceAll("/$", "")));
  }

  private static MarketplaceListen listen(Section section) {
    MarketplaceListen otherwise = Defaults.MARKETPLACE_LISTEN;
    MarketplaceListen listen =
        new MarketplaceListen(
            section.field("host").flatMap(Field::host).orElse(otherwise.host()),
            section.field("port").flatMap(Field::port).orElse(otherwise.port()));
    section.refuseOthers();
    return listen;
  }

  private static Optional<RateLimitConfig> rateLimit(Section section) {
    Optional<Integer> perSecond =
        section
            .required("perSecond", "how many calls a second")
            .flatMap(field -> field.whole(1, MOST_CALLS));
    Optional<Integer> burst =
        section
            .required("burst", "how many calls at once")
            .flatMap(field -> field.whole(1, MOST_CALLS));
    section.refuseOthers();
    return perSecond.isPresent() && burst.isPresent()
        ? Optional.of(new RateLimitConfig(perSecond.get(), burst.get()))
        : Optional.empty();
  }

  private List<MarketplaceAccount> accounts(Field field) {
    List<MarketplaceAccount> accounts = new ArrayList<>();
    for (Field item : field.items("a list of accounts")) {
      item.section("{accessKeyId: …, secret: …, account: …}")
          .flatMap(this::account)
          .ifPresent(accounts::add);
    }
    return accounts;
  }

  private Optional<MarketplaceAccount> account(Section section) {
    Optional<Field> idField = section.required("accessKeyId", "the AWS access key id");
    Optional<String> id = idField.flatMap(Field::accessKeyId);
    if (id.isPresent()) {
      String earlier = taken.putIfAbsent(id.get(), idField.get().key());
      if (earlier != null) {
        idField.get().problem("the same id as " + earlier);
      }
    }
    Optional<Secret> secret =
        section.required("secret", SecretReader.EXPECTED).flatMap(secrets::read);
    Optional<Field> name = section.field("account");
    Optional<String> account = name.isPresent() ? name.flatMap(Field::text) : id;
    section.refuseOthers();
    return id.isPresent() && secret.isPresent() && account.isPresent()
        ? Optional.of(new MarketplaceAccount(id.get(), secret.get(), account.get()))
        : Optional.empty();
  }

  /** A directory; empty for {@code memory}, or after a problem. */
  private Optional<Path> data(Field field) {
    return field
        .text()
        .filter(text -> !text.equals("memory"))
        .flatMap(text -> field.path())
        .map(this::resolve);
  }

  private Path resolve(Path path) {
    return base.resolve(path).normalize();
  }
}
