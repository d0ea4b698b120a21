package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import org.mturkproxy.marketplace.model.Operations;
import org.mturkproxy.proxy.report.ReportJson;
import org.mturkproxy.proxy.report.UsageReport;
import org.mturkproxy.proxy.traffic.CallRow;
import org.mturkproxy.translator.catalogue.Catalogue;

/** What {@code report} would tell of the calls since the start. */
final class SinceStart {

  /** For operations that do not exist: clients could make up any number of names. */
  private static final String UNKNOWN = "unknown";

  private final UsageReport report;
  private final Set<String> known = new HashSet<>();

  SinceStart(Catalogue catalogue) {
    report = UsageReport.empty(catalogue);
    known.add("-");
    catalogue.operations().forEach(legacy -> known.add(legacy.name()));
    Operations.ALL.forEach(modern -> known.add(modern.name()));
  }

  synchronized void add(CallRow call) {
    report.add(known.contains(call.operation()) ? call : call.of(UNKNOWN));
  }

  synchronized String json() throws IOException {
    StringWriter text = new StringWriter();
    ReportJson.write(report, text);
    return text.toString();
  }
}
