package org.mturkproxy.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where each call is written down, and how much of it. */
public sealed interface TrafficLogConfig {

  /** The same, said in full. */
  Sinks sinks();

  /** Nowhere. */
  record Off() implements TrafficLogConfig {

    @Override
    public Sinks sinks() {
      return Sinks.NONE;
    }
  }

  /** Standard output, as JSON lines. */
  record StandardOutput() implements TrafficLogConfig {

    @Override
    public Sinks sinks() {
      return new Sinks(
          Optional.empty(), Optional.empty(), true, WhenSlow.DROP, false, Personal.HASH);
    }
  }

  /** A file of JSON lines, appended to. */
  record File(Path path) implements TrafficLogConfig {

    @Override
    public Sinks sinks() {
      return new Sinks(
          Optional.of(new Lines(path, Rotation.DEFAULT)),
          Optional.empty(),
          false,
          WhenSlow.DROP,
          false,
          Personal.HASH);
    }
  }

  /**
   * Several places at once, and how.
   *
   * @param file JSON lines
   * @param store an SQLite database
   * @param standardOutput whether JSON lines go there
   * @param whenSlow what happens when calls come faster than they can be written
   * @param strict whether an answer waits until its call is on the disk
   * @param personal what is shown of Workers
   */
  record Sinks(
      Optional<Lines> file,
      Optional<Store> store,
      boolean standardOutput,
      WhenSlow whenSlow,
      boolean strict,
      Personal personal)
      implements TrafficLogConfig {

    /** Nowhere. */
    public static final Sinks NONE =
        new Sinks(Optional.empty(), Optional.empty(), false, WhenSlow.DROP, false, Personal.HASH);

    public Sinks {
      requireNonNull(file, "file");
      requireNonNull(store, "store");
      requireNonNull(whenSlow, "whenSlow");
      requireNonNull(personal, "personal");
    }

    @Override
    public Sinks sinks() {
      return this;
    }

    /** Whether anything is written anywhere. */
    public boolean any() {
      return file.isPresent() || store.isPresent() || standardOutput;
    }
  }

  /** A file of JSON lines. */
  record Lines(Path path, Rotation rotation) {

    public Lines {
      requireNonNull(path, "path");
      requireNonNull(rotation, "rotation");
    }
  }

  /**
   * When a file is closed, compressed and followed by a new one.
   *
   * @param bytes how large it becomes at most; one longer line alone makes it larger
   * @param age how long it is written to
   * @param keep how many compressed ones stay; the oldest go first
   */
  record Rotation(long bytes, Duration age, int keep) {

    /** What holds where the configuration says nothing. */
    public static final Rotation DEFAULT =
        new Rotation(100L * 1024 * 1024, Duration.ofHours(24), 14);

    public Rotation {
      requireNonNull(age, "age");
    }
  }

  /** An SQLite database. */
  record Store(Path path, Retention retention) {

    public Store {
      requireNonNull(path, "path");
      requireNonNull(retention, "retention");
    }
  }

  /**
   * What stays in the store; the oldest calls go first.
   *
   * @param age how long a call stays
   * @param bytes how much they may take together
   */
  record Retention(Duration age, long bytes) {

    /** What holds where the configuration says nothing. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(90), 1024L * 1024 * 1024);

    public Retention {
      requireNonNull(age, "age");
    }
  }

  /** What happens when calls come faster than the disk takes them. */
  enum WhenSlow {
    /** Answering goes first: what is not written is counted, and the log tells how much it is. */
    DROP("drop"),
    /** Answers wait until there is room for their calls. */
    WAIT("wait");

    private final String word;

    WhenSlow(String word) {
      this.word = word;
    }

    /** As it is written in the file. */
    public String word() {
      return word;
    }
  }

  /** What is shown of Workers: their ids, and what they answered. */
  enum Personal {
    /** Everything. */
    SHOW("show"),
    /** A code that is the same for the same value, and tells nothing of it. */
    HASH("hash"),
    /** Nothing. */
    OMIT("omit");

    private final String word;

    Personal(String word) {
      this.word = word;
    }

    /** As it is written in the file. */
    public String word() {
      return word;
    }
  }
}
