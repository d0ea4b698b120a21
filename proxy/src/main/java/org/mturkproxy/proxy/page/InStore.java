package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.mturkproxy.proxy.report.ReportJson;
import org.mturkproxy.proxy.report.UsageReport;
import org.mturkproxy.proxy.traffic.CallId;
import org.mturkproxy.proxy.traffic.CallSearch;
import org.mturkproxy.proxy.traffic.FoundCalls;
import org.mturkproxy.proxy.traffic.LoggedCalls;
import org.mturkproxy.proxy.traffic.StoreSearch;
import org.mturkproxy.translator.catalogue.Catalogue;

/** The calls in the store. For one thread. */
final class InStore implements CallSource {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Counting all calls again takes its time, which is not taken more often than this. */
  private static final long REPORT_HOLDS = Duration.ofSeconds(10).toNanos();

  private final Path path;
  private final Catalogue catalogue;
  private final LongSupplier nanos;
  private final StoreSearch search;
  private Optional<String> report = Optional.empty();
  private long reportMade;

  InStore(Path path, Catalogue catalogue, LongSupplier nanos) {
    this.path = path;
    this.catalogue = catalogue;
    this.nanos = nanos;
    this.search = new StoreSearch(path, nanos);
  }

  @Override
  public String word() {
    return "store";
  }

  @Override
  public FoundCalls find(CallSearch filter, Optional<CallId> before, int limit) throws IOException {
    return search.find(filter, before, limit, PATIENCE);
  }

  @Override
  public Optional<String> record(CallId id) throws IOException {
    return search.record(id);
  }

  @Override
  public String progress() throws IOException {
    if (report.isEmpty() || nanos.getAsLong() - reportMade > REPORT_HOLDS) {
      StringWriter text = new StringWriter();
      UsageReport counted = UsageReport.empty(catalogue);
      new LoggedCalls(path).rows(counted::add);
      ReportJson.write(counted, text);
      report = Optional.of(text.toString());
      reportMade = nanos.getAsLong();
    }
    return report.get();
  }
}
