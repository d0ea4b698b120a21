package org.mturkproxy.proxy.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which id of this run stands for which id of the log: each for one, and one for each. */
final class Identities {

  /** As MTurk makes ids. */
  private static final Pattern ID = Pattern.compile("\\b[0-9A-Z]{10,64}\\b");

  private final Map<String, String> now = new HashMap<>();
  private final Map<String, String> logged = new HashMap<>();

  /** The id of this run; empty for one that was not met. */
  Optional<String> now(String before) {
    return Optional.ofNullable(now.get(before));
  }

  /** Whether an id of this run stands for another one already. */
  boolean isTaken(String after) {
    return logged.containsKey(after);
  }

  /**
   * Whether two ids stand for each other. Where neither was met before, they do from now on.
   *
   * @param before the id of the log, or the code of a Worker
   * @param after the id of this run
   */
  boolean match(String before, String after) {
    if (now.containsKey(before) || logged.containsKey(after)) {
      return after.equals(now.get(before));
    }
    now.put(before, after);
    logged.put(after, before);
    return true;
  }

  /** A text with the ids of this run in it. */
  String translated(String text) {
    return replaced(Fields.CODE, replaced(ID, text));
  }

  private String replaced(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(now.getOrDefault(found.group(), found.group())));
  }
}
