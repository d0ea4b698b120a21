package org.mturkproxy.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a key of {@code keys} may do. */
final class KeyRulesReader {

  private static final int MOST = 1_000_000;
  private static final int MOST_WAITING = 10_000;

  /** Half of what a client's patience allows for a whole call. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private static final List<String> ENVIRONMENTS =
      List.of("marketplace", "sandbox", "production", "url");

  private KeyRulesReader() {}

  static KeyRules read(Section key, UpstreamTarget target) {
    Optional<List<String>> environments =
        key.field("environments").map(field -> environments(field, target));
    return new KeyRules(
        limits(key.section("limits")),
        key.field("operations").map(KeyRulesReader::operations),
        environments,
        SpendReader.read(key));
  }

  /** Trap 5.1.10 of the mapping: a key of the sandbox must not come to production by an edit. */
  private static List<String> environments(Field field, UpstreamTarget target) {
    List<String> allowed =
        field.items("a list of environments").stream()
            .flatMap(item -> item.text().stream())
            .toList();
    for (String one : allowed) {
      if (!ENVIRONMENTS.contains(one)) {
        field.problem("expected some of " + String.join(", ", ENVIRONMENTS));
        return allowed;
      }
    }
    if (!allowed.contains(environment(target))) {
      field.problem(
          "this key is not for " + environment(target) + ", which is the upstream.target");
    }
    return allowed;
  }

  private static String environment(UpstreamTarget target) {
    if (target instanceof UpstreamTarget.Production) {
      return "production";
    } else if (target instanceof UpstreamTarget.Sandbox) {
      return "sandbox";
    }
    return target instanceof UpstreamTarget.Embedded ? "marketplace" : "url";
  }

  private static List<String> operations(Field field) {
    List<String> names = new ArrayList<>();
    for (Field item : field.items("a list of legacy operations")) {
      Optional<String> name = item.text();
      if (name.isPresent() && !name.get().matches("[A-Za-z]{1,64}")) {
        item.problem("expected a legacy operation, such as GetHIT");
      }
      name.ifPresent(names::add);
    }
    return names;
  }

  private static CallLimits limits(Section section) {
    CallLimits otherwise = CallLimits.DEFAULT;
    CallLimits limits =
        new CallLimits(
            section
                .field("concurrency")
                .flatMap(f -> f.whole(1, 256))
                .orElse(otherwise.concurrency()),
            section
                .field("waiting")
                .flatMap(f -> f.whole(0, MOST_WAITING))
                .orElse(otherwise.waiting()),
            section
                .field("wait")
                .flatMap(f -> f.duration(Duration.ZERO, LONGEST_WAIT))
                .orElse(otherwise.patience()),
            rate(section));
    section.refuseOthers();
    return limits;
  }

  private static Optional<RateLimitConfig> rate(Section section) {
    Optional<Field> perSecond = section.field("perSecond");
    Optional<Field> burst = section.field("burst");
    if (perSecond.isEmpty()) {
      burst.ifPresent(field -> field.problem("means nothing without perSecond"));
      return Optional.empty();
    }
    Optional<Integer> number = perSecond.flatMap(f -> f.whole(1, MOST));
    return number.map(
        each -> new RateLimitConfig(each, burst.flatMap(f -> f.whole(1, MOST)).orElse(each)));
  }
}
