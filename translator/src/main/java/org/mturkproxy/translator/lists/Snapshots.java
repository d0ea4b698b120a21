package org.mturkproxy.translator.lists;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Modern lists, read once and used for a while ({@code mapping.md} 3.4): clients read a list in
 * pages, and each page needs all of it.
 */
public final class Snapshots {

  /**
   * What is kept.
   *
   * @param mostBytes the memory that all lists may take; 0: none is kept
   * @param maxAge how long a list is used; zero: none is kept
   */
  public record Limits(long mostBytes, Duration maxAge) {

    /** What a heap of 64 MiB can spare, and the age that the specification names. */
    public static final Limits DEFAULT = new Limits(12L * 1024 * 1024, Duration.ofSeconds(30));

    public Limits {
      if (mostBytes < 0 || maxAge.isNegative()) {
        throw new IllegalArgumentException("below zero: " + mostBytes + ", " + maxAge);
      }
    }
  }

  private final SnapshotCache cache;
  private final Clock clock;
  private final Executor work;
  private final Map<String, RequesterLists> byCredential = new ConcurrentHashMap<>();

  /**
   * Nothing, at first.
   *
   * @param clock what lists age by
   * @param work where long lists are sorted and unpacked: no event loop waits for that
   */
  public Snapshots(Limits limits, Clock clock, Executor work) {
    this.cache = new SnapshotCache(limits, clock);
    this.clock = clock;
    this.work = work;
  }

  /** The lists of whoever calls upstream with this credential. */
  public RequesterLists of(String credential) {
    return byCredential.computeIfAbsent(
        credential, name -> new RequesterLists(name, cache, clock, work));
  }

  /** The bytes that are kept now. */
  public long weight() {
    return cache.weight();
  }
}
