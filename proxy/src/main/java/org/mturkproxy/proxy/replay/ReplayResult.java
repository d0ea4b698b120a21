package org.mturkproxy.proxy.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.proxy.replay.Replayed.Verdict;

/** What came of a replay. Of calls with the same answer it has the number only. */
public final class ReplayResult {

  private final String place;
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private final List<Replayed> notable = new ArrayList<>();
  private long hidden;
  private long missing;
  private long unreadable;

  ReplayResult(String place) {
    this.place = place;
  }

  void add(Replayed one) {
    counts.merge(one.verdict(), 1L, Long::sum);
    if (one.verdict() != Verdict.SAME) {
      notable.add(one);
    }
  }

  void addHidden(long texts) {
    hidden += texts;
  }

  void end(long missingCalls, long unreadableLines) {
    missing = missingCalls;
    unreadable = unreadableLines;
  }

  /** Where the calls were made again. */
  public String place() {
    return place;
  }

  /** How many calls ended so. */
  public long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  /** How many calls were looked at. */
  public long calls() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The calls that ended so, in the order of the log; none for those with the same answer. */
  public List<Replayed> all(Verdict verdict) {
    return Collections.unmodifiableList(
        notable.stream().filter(one -> one.verdict() == verdict).toList());
  }

  /** How many texts of answers were not compared, because the log does not show them. */
  public long hidden() {
    return hidden;
  }

  /** How many calls the log says are missing in it. */
  public long missing() {
    return missing;
  }

  /** How many lines of the log could not be read. */
  public long unreadable() {
    return unreadable;
  }
}
