package org.mturkproxy.proxy.report;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mturkproxy.proxy.explain.ModernModel;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;
import org.mturkproxy.proxy.traffic.CallRow;
import org.mturkproxy.proxy.traffic.LoggedCalls;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;

/** Who uses which legacy operation, and how much of it has become modern. */
public final class UsageReport {

  /** The calls of a day, UTC. */
  record Day(long legacy, long modern) {

    private Day plus(Day other) {
      return new Day(legacy + other.legacy, modern + other.modern);
    }
  }

  /**
   * So many names of operations that no API has are told; a few show what a program gets wrong, but
   * anybody can make up any number of them.
   */
  private static final int MOST_UNKNOWN = 50;

  /** Stands for a call without one. */
  private static final String NONE = "-";

  /** Stands for the others. */
  private static final String OTHERS = "(other names)";

  private final Catalogue catalogue;
  private final ReadyCodes codes;
  private final Set<String> unknown = new HashSet<>();
  private final Map<Usage.Key, Usage> usages = new HashMap<>();
  private final SortedMap<LocalDate, Day> days = new TreeMap<>();
  private long missing;
  private long unreadable;

  private UsageReport(Catalogue catalogue, ReadyCodes codes) {
    this.catalogue = catalogue;
    this.codes = codes;
  }

  /**
   * Counts the calls of a log.
   *
   * @param format of the code that is shown for them
   * @throws IOException if it cannot be read, for the user to read
   */
  public static UsageReport of(LoggedCalls log, Catalogue catalogue, SnippetFormat format)
      throws IOException {
    UsageReport report = new UsageReport(catalogue, ReadyCodes.of(log, catalogue, format));
    log.rows(report::add);
    report.missing = log.dropped();
    report.unreadable = log.unreadable();
    return report;
  }

  /** A report, without code, to which calls are added one by one. For one thread at a time. */
  public static UsageReport empty(Catalogue catalogue) {
    return new UsageReport(catalogue, ReadyCodes.NONE);
  }

  /** Counts a call. */
  public void add(CallRow call) {
    LocalDate day = LocalDate.ofInstant(call.time(), ZoneOffset.UTC);
    CallRow told = isTold(call.operation()) ? call : call.of(OTHERS);
    usages.computeIfAbsent(Usage.Key.of(told), Usage::new).add(told);
    days.merge(day, call.isModern() ? new Day(0, 1) : new Day(1, 0), Day::plus);
  }

  private boolean isTold(String operation) {
    if (operation.equals(NONE)
        || catalogue.find(operation).isPresent()
        || ModernModel.operation(operation).isPresent()
        || unknown.contains(operation)) {
      return true;
    }
    return unknown.size() < MOST_UNKNOWN && unknown.add(operation);
  }

  /** By caller; what is used most comes first. */
  List<Usage> usages() {
    return usages.values().stream()
        .sorted(
            Comparator.comparing((Usage usage) -> usage.key().caller())
                .thenComparing(Comparator.comparingLong(Usage::calls).reversed())
                .thenComparing(usage -> usage.key().operation())
                .thenComparing(usage -> usage.key().modern()))
        .toList();
  }

  SortedMap<LocalDate, Day> days() {
    return days;
  }

  /** All days together. */
  Day total() {
    return days.values().stream().reduce(new Day(0, 0), Day::plus);
  }

  /** Calls that the log says are missing in it, of whatever day. */
  long missing() {
    return missing;
  }

  /** Lines that could not be read. */
  long unreadable() {
    return unreadable;
  }

  /** The modern operations that do the same. */
  List<String> equivalent(Usage usage) {
    if (usage.key().modern()) {
      return List.of(usage.key().operation());
    }
    return catalogue
        .find(usage.key().operation())
        .map(operation -> operation.plan().modernOperations())
        .orElse(List.of());
  }

  /** The code for what its caller did last; empty for what is modern, or no operation. */
  Optional<ReadyCode> code(Usage usage) {
    return usage.key().modern() || catalogue.find(usage.key().operation()).isEmpty()
        ? Optional.empty()
        : codes.of(usage.key());
  }

  /** How the code is written. */
  SnippetFormat format() {
    return codes.format();
  }

  /** What its caller has to do. */
  String needs(Usage usage) {
    if (usage.key().modern()) {
      return "nothing: it is modern";
    }
    Optional<Operation> operation = catalogue.find(usage.key().operation());
    if (operation.isEmpty()) {
      return "no such operation";
    }
    List<String> modern = equivalent(usage);
    if (modern.isEmpty()) {
      return "do without: the modern API has nothing like it";
    }
    String call = "call " + String.join(", ", modern);
    return operation.get().notes().differs().map(differs -> call + ". " + differs).orElse(call);
  }
}
