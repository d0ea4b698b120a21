package org.mturkproxy.config;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of {@code policy}. Of a call, the first rule that is about it holds.
 *
 * @param keys the legacy access key ids that it is about; empty: all
 * @param operations the operations that it is about; empty: all
 * @param action what is done
 * @param message what the caller is told besides; empty: nothing
 * @param link where more is told
 * @param deprecated since when the operation should not be called any more
 * @param sunset from when on it may not work any more
 * @param percent of a brown-out, the share of the calls that is refused, 1 to 100
 * @param windows of a brown-out, when it holds; empty: always
 * @param error of a refusal, the legacy error code; absent: that of the action
 */
public record PolicyRule(
    Set<String> keys,
    Set<String> operations,
    Action action,
    String message,
    Optional<URI> link,
    Instant deprecated,
    Optional<Instant> sunset,
    int percent,
    List<TimeWindow> windows,
    Optional<String> error) {

  /** What is done with a call. */
  public enum Action {
    ALLOW("allow"),
    DRY_RUN("dryRun"),
    WARN("warn"),
    REFUSE("refuse"),
    BROWN_OUT("brownOut"),
    READ_ONLY("readOnly");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** As the configuration writes it. */
    public String word() {
      return word;
    }

    static Optional<Action> of(String word) {
      return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
  }

  public PolicyRule {
    keys = Set.copyOf(keys);
    operations = Set.copyOf(operations);
    windows = List.copyOf(windows);
  }
}
