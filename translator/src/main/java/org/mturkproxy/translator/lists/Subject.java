package org.mturkproxy.translator.lists;

import java.util.EnumSet;
import java.util.Set;
import org.mturkproxy.translator.modern.ModernReads;

/**
 * What a modern list is about, and so which writes may change it ({@code mapping.md} 3.4 rule 8).
 */
enum Subject {
  /** HITs, their assignments, payments and reviews: any write may change these. */
  HITS,
  /** Qualification types, requests, and who has which. */
  QUALIFICATIONS,
  /** Blocked Workers. */
  BLOCKS;

  private static final String QUALIFICATION = "Qualification";
  private static final String BLOCK = "WorkerBlock";

  /** The subject of a list. */
  static Subject ofList(String operation) {
    if (operation.startsWith("ListHITs")) {
      return HITS;
    }
    if (operation.contains(QUALIFICATION)) {
      return QUALIFICATIONS;
    }
    return operation.contains(BLOCK) ? BLOCKS : HITS;
  }

  /** What an operation may change; nothing, if it only reads. */
  static Set<Subject> writtenBy(String operation) {
    if (ModernReads.onlyReads(operation)) {
      return Set.of();
    }
    Set<Subject> written = EnumSet.of(HITS);
    if (operation.contains(QUALIFICATION)) {
      written.add(QUALIFICATIONS);
    }
    if (operation.contains(BLOCK)) {
      written.add(BLOCKS);
    }
    return written;
  }
}
