package org.mturkproxy.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mturkproxy.config.PolicyRule.Action;

/** Reads {@code policy}. */
final class PolicyReader {

  private static final String ACTIONS = "allow, dryRun, warn, refuse, brownOut or readOnly";

  /** When Amazon switched the legacy API off. */
  private static final Instant LEGACY_ENDED = Instant.parse("2019-06-01T00:00:00Z");

  private static final int ALL = 100;

  private PolicyReader() {}

  static List<PolicyRule> read(List<Field> items) {
    List<PolicyRule> rules = new ArrayList<>();
    for (Field item : items) {
      item.section("{keys: […], operations: […], action: …}")
          .flatMap(section -> rule(section, item))
          .ifPresent(rules::add);
    }
    return rules;
  }

  private static Optional<PolicyRule> rule(Section section, Field item) {
    Set<String> keys = names(section, "keys");
    Set<String> operations = names(section, "operations");
    Optional<Field> actionField = section.required("action", ACTIONS);
    Optional<Action> action = actionField.flatMap(Field::text).flatMap(Action::of);
    if (actionField.isPresent() && action.isEmpty()) {
      actionField.get().problem("expected " + ACTIONS);
    }
    boolean warns = action.equals(Optional.of(Action.WARN));
    boolean brownsOut = action.equals(Optional.of(Action.BROWN_OUT));
    boolean refuses = brownsOut || action.equals(Optional.of(Action.REFUSE));
    String message = section.field("message").flatMap(Field::text).orElse("");
    Optional<URI> link = section.field("link").flatMap(PolicyReader::link);
    Optional<Instant> deprecated = date(section, "deprecated", warns);
    Optional<Instant> sunset = date(section, "sunset", warns);
    Optional<Field> percentField = only(section, "percent", brownsOut);
    int percent = percentField.flatMap(field -> field.whole(1, ALL)).orElse(ALL);
    Optional<Field> windowsField = only(section, "windows", brownsOut);
    List<TimeWindow> windows = windowsField.map(PolicyReader::windows).orElse(List.of());
    if (brownsOut && percentField.isEmpty() && windowsField.isEmpty()) {
      item.problem("a brown-out needs percent, windows or both");
    }
    Optional<String> error = only(section, "error", refuses).flatMap(PolicyReader::error);
    section.refuseOthers();
    return action.map(
        what ->
            new PolicyRule(
                keys,
                operations,
                what,
                message,
                link,
                deprecated.orElse(LEGACY_ENDED),
                sunset,
                percent,
                windows,
                error));
  }

  private static Set<String> names(Section section, String name) {
    Optional<Field> field = section.field(name);
    Set<String> names =
        field.map(list -> list.items("a list of names")).orElse(List.of()).stream()
            .flatMap(item -> item.text().stream())
            .collect(Collectors.toSet());
    // An empty list would be all of them, which nobody means who writes one.
    if (field.isPresent() && names.isEmpty()) {
      field.get().problem("expected at least one name; without this key, all are meant");
    }
    return names;
  }

  /** A key that only some actions have. */
  private static Optional<Field> only(Section section, String name, boolean hasIt) {
    Optional<Field> field = section.field(name);
    if (!hasIt) {
      field.ifPresent(there -> there.problem("has no meaning with this action"));
      return Optional.empty();
    }
    return field;
  }

  private static Optional<Instant> date(Section section, String name, boolean hasIt) {
    return only(section, name, hasIt)
        .flatMap(
            field ->
                field
                    .text()
                    .flatMap(
                        text -> {
                          try {
                            return Optional.of(
                                LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
                          } catch (DateTimeException e) {
                            field.problem("expected a date such as 2027-01-31");
                            return Optional.empty();
                          }
                        }));
  }

  private static Optional<URI> link(Field field) {
    return field
        .text()
        .flatMap(
            text -> {
              try {
                URI uri = new URI(text);
                if (uri.isAbsolute() && uri.getHost() != null) {
                  return Optional.of(URI.create(uri.toASCIIString()));
                }
              } catch (URISyntaxException e) {
                // Told below, like one of another kind.
              }
              field.problem("expected a URL such as https://turk.example.org/moving");
              return Optional.empty();
            });
  }

  private static Optional<String> error(Field field) {
    return field
        .text()
        .filter(
            code -> {
              boolean fits = code.matches("[A-Za-z]+(\\.[A-Za-z]+){0,3}");
              if (!fits) {
                field.problem("expected a legacy error code such as ServiceUnavailable");
              }
              return fits;
            });
  }

  private static List<TimeWindow> windows(Field field) {
    List<TimeWindow> windows = new ArrayList<>();
    List<Field> items = field.items("a list of {from: …, to: …, zone: …}");
    for (Field item : items) {
      item.section("{from: …, to: …, zone: …}")
          .flatMap(section -> window(section, item))
          .ifPresent(windows::add);
    }
    if (items.isEmpty()) {
      field.problem("expected at least one window");
    }
    return windows;
  }

  private static Optional<TimeWindow> window(Section section, Field item) {
    Optional<String> from = section.required("from", "a time").flatMap(Field::text);
    Optional<String> to = section.required("to", "a time").flatMap(Field::text);
    Optional<Field> zoneField = section.field("zone");
    Optional<ZoneId> zone =
        zoneField.isPresent() ? zoneField.flatMap(PolicyReader::zone) : Optional.of(ZoneOffset.UTC);
    section.refuseOthers();
    if (from.isEmpty() || to.isEmpty() || zone.isEmpty()) {
      return Optional.empty();
    }
    Optional<TimeWindow> window = TimeWindow.parse(from.get(), to.get(), zone.get());
    if (window.isEmpty()) {
      item.problem(
          "expected from and to as 09:00 and 09:30 (every day), or as 2027-01-31T09:00 and a later"
              + " one");
    }
    return window;
  }

  private static Optional<ZoneId> zone(Field field) {
    return field
        .text()
        .flatMap(
            name -> {
              try {
                return Optional.of(ZoneId.of(name));
              } catch (DateTimeException e) {
                field.problem("expected a time zone such as UTC or Europe/Berlin");
                return Optional.empty();
              }
            });
  }
}
