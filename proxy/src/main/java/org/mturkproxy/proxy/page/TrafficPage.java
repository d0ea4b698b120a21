package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.mturkproxy.proxy.admin.AdminAnswer;
import org.mturkproxy.proxy.admin.AdminPage;
import org.mturkproxy.proxy.admin.AdminRequest;
import org.mturkproxy.proxy.admin.AdminSection;
import org.mturkproxy.proxy.traffic.CallId;
import org.mturkproxy.proxy.traffic.LoggedRecord;
import org.mturkproxy.proxy.traffic.Watcher;
import org.mturkproxy.translator.catalogue.Catalogue;

/**
 * The page on which operators see the traffic, with what it reads: {@code /} and its files below
 * {@code /page/}, and JSON below {@code /api/}. It shows records as the log has them, and nothing
 * else. All of it only reads.
 */
public final class TrafficPage implements AdminSection, Watcher, AutoCloseable {

  private static final long MOST_BYTES = 8L * 1024 * 1024;

  /** A part of the heap, where that is small. */
  private static final long HEAP_SHARE = 32;

  private static final String FILES = "/page/";
  private static final String CALLS = "/api/calls";

  private final Assets assets =
      new Assets(
          "index.html",
          "page.css",
          "icon.svg",
          "main.js",
          "dom.js",
          "place.js",
          "calls.js",
          "call.js",
          "code.js",
          "marks.js",
          "charts.js",
          "progress.js",
          "health.js",
          "configuration.js");

  private final Reading reading = new Reading();
  private final RecentCalls recent;
  private final SinceStart since;
  private final CallSource source;
  private final Instant startedAt;
  private final Supplier<PageStatus> status;

  /**
   * Prepares the page.
   *
   * @param store the traffic log's database, if there is one; otherwise the newest calls are kept
   *     in memory
   * @param logging whether there is any traffic log: what it does not write is not shown either
   * @param status how the proxy is, at any time
   */
  public TrafficPage(
      Optional<Path> store,
      boolean logging,
      Catalogue catalogue,
      Clock clock,
      Supplier<PageStatus> status) {
    this.recent =
        new RecentCalls(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    this.since = new SinceStart(catalogue);
    this.source =
        store.isPresent()
            ? new InStore(store.get(), catalogue, System::nanoTime)
            : new InMemory(logging ? "memory" : "off", recent, since);
    this.startedAt = clock.instant();
    this.status = status;
  }

  @Override
  public void logged(LoggedRecord call) {
    recent.add(call);
    since.add(call.row());
  }

  @Override
  public void missing(long calls) {
    recent.missing(calls);
  }

  /** How many calls it was shown. */
  long shown() {
    return recent.added();
  }

  @Override
  public Optional<AdminAnswer> answer(AdminRequest request) {
    String path = request.path();
    if (path.equals("/") || path.startsWith(FILES)) {
      String name = path.equals("/") ? "index.html" : path.substring(FILES.length());
      return assets.find(name, request.header("If-None-Match")).map(page -> page);
    }
    if (!path.startsWith("/api/")) {
      return Optional.empty();
    }
    // Other sites could not read it, but see how long it takes.
    return request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()
        ? Optional.of(Reading.problem(403, "Only its own page may ask this."))
        : data(request);
  }

  private Optional<AdminAnswer> data(AdminRequest request) {
    return switch (request.path()) {
      case CALLS -> Optional.of(calls(request));
      case "/api/progress" -> Optional.of(new AdminAnswer.Later(reading.page(this::progress)));
      case "/api/status" -> Optional.of(PageJson.status(status.get(), source.word(), startedAt));
      case "/api/events" -> Optional.of(events(request));
      default ->
          request.path().startsWith(CALLS + "/")
              ? Optional.of(call(request.path().substring(CALLS.length() + 1)))
              : Optional.empty();
    };
  }

  private AdminAnswer calls(AdminRequest request) {
    Optional<CallQuery> query = CallQuery.of(request);
    return query.isEmpty()
        ? Reading.problem(400, "before is an id of a call, limit is 1 to 200.")
        : new AdminAnswer.Later(
            reading.page(
                () ->
                    PageJson.calls(
                        source.find(
                            query.get().filter(), query.get().before(), query.get().limit()),
                        source.word())));
  }

  private AdminAnswer call(String id) {
    return new AdminAnswer.Later(
        reading.page(
            () -> {
              Optional<CallId> known = CallId.parse(id);
              Optional<String> record =
                  known.isPresent() ? source.record(known.get()) : Optional.empty();
              return record
                  .map(json -> AdminPage.json(200, json))
                  .orElseGet(() -> Reading.problem(404, "There is no such call, or no longer."));
            }));
  }

  private AdminPage progress() throws IOException {
    return PageJson.progress(source.progress(), source.word(), startedAt);
  }

  private AdminAnswer events(AdminRequest request) {
    return new AdminAnswer.Events(
        new CallFeed(
            recent,
            Long.toHexString(startedAt.toEpochMilli()),
            request.header("Last-Event-ID").or(() -> request.parameter("after")),
            () -> status.get().state()));
  }

  @Override
  public void close() {
    reading.close();
  }
}
