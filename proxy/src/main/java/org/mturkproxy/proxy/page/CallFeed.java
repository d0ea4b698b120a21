package org.mturkproxy.proxy.page;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls as they come, for one who watches, as server-sent events: {@code call} with what a list
 * shows of it; {@code missed} and {@code unlogged} with a number of calls; {@code state} with
 * whether the proxy runs; {@code restarted} when the one who watched before is told that this is
 * another process. Ids have the process and the number of the call, so that a browser that comes
 * back goes on where it was.
 */
final class CallFeed implements Supplier<String> {

  /** More than that at once, nobody reads; they are counted instead. */
  static final int MOST_AT_ONCE = 500;

  private static final Pattern ID = Pattern.compile("([0-9a-f]{1,16})-(\\d{1,18})");

  private final RecentCalls recent;
  private final String process;
  private final Supplier<String> state;
  private final StringBuilder text = new StringBuilder();
  private long number;
  private long unlogged;
  private String lastState = "";
  private boolean begun;
  private final boolean restarted;

  /**
   * Begins with the next call.
   *
   * @param process the same for as long as numbers of calls mean the same, hexadecimal
   * @param lastId the id of the last event that the browser has got
   * @param state a word for whether the proxy runs
   */
  CallFeed(RecentCalls recent, String process, Optional<String> lastId, Supplier<String> state) {
    this.recent = recent;
    this.process = process;
    this.state = state;
    Optional<Matcher> last = lastId.map(ID::matcher).filter(Matcher::matches);
    boolean known = last.filter(id -> id.group(1).equals(process)).isPresent();
    long added = recent.added();
    number = known ? Math.min(added, Long.parseLong(last.get().group(2))) : added;
    unlogged = recent.unlogged();
    restarted = lastId.isPresent() && !known;
  }

  @Override
  public String get() {
    text.setLength(0);
    if (!begun) {
      begun = true;
      event(restarted ? "restarted" : "begin", number, "{}");
    }
    RecentCalls.Row row = recent.after(number, MOST_AT_ONCE);
    if (row.skipped() > 0) {
      number += row.skipped();
      event("missed", number, "{\"calls\":%d}".formatted(row.skipped()));
    }
    for (RecentCalls.Recent call : row.calls()) {
      number = call.number();
      event("call", number, call.item());
    }
    told();
    return text.toString();
  }

  private void told() {
    long nowUnlogged = recent.unlogged();
    if (nowUnlogged != unlogged) {
      event("unlogged", number, "{\"calls\":%d}".formatted(nowUnlogged - unlogged));
      unlogged = nowUnlogged;
    }
    String now = state.get();
    if (!now.equals(lastState)) {
      event("state", number, "{\"state\":\"%s\"}".formatted(now));
      lastState = now;
    }
  }

  /** The data is JSON, which is one line. */
  private void event(String name, long id, String data) {
    text.append("id: ").append(process).append('-').append(id).append('\n');
    text.append("event: ").append(name).append('\n');
    text.append("data: ").append(data).append("\n\n");
  }
}
