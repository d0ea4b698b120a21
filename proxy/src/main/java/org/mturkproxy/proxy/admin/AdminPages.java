package org.mturkproxy.proxy.admin;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mturkproxy.proxy.metrics.Metrics;

/** What there is to see, by path. */
public final class AdminPages {

  private final Map<String, Supplier<AdminPage>> pages;
  private final AdminSection others;

  /**
   * Collects the pages.
   *
   * @param readiness whether calls are welcome, at any time
   * @param metrics what is measured
   * @param configuration the configuration in use, in words, without secrets
   */
  public AdminPages(
      Supplier<Readiness> readiness, Metrics metrics, Supplier<String> configuration) {
    this(
        Map.of(
            // Whoever gets an answer knows that the event loops turn.
            "/livez", () -> AdminPage.text(200, "alive\n"),
            "/readyz", () -> ready(readiness.get()),
            "/metrics", () -> new AdminPage(200, Metrics.CONTENT_TYPE, metrics.scrape()),
            "/config", () -> AdminPage.text(200, configuration.get())),
        request -> Optional.empty());
  }

  private AdminPages(Map<String, Supplier<AdminPage>> pages, AdminSection others) {
    this.pages = pages;
    this.others = others;
  }

  /** The same, and what else there is. */
  public AdminPages with(AdminSection section) {
    return new AdminPages(pages, section);
  }

  /** What is asked for, or a page that says what there is. */
  AdminAnswer of(AdminRequest request) {
    Supplier<AdminPage> page = pages.get(request.path());
    return page != null
        ? page.get()
        : others
            .answer(request)
            .orElseGet(
                () -> AdminPage.text(404, "there are /livez, /readyz, /metrics and /config\n"));
  }

  private static AdminPage ready(Readiness readiness) {
    return switch (readiness) {
      case STARTING -> AdminPage.text(503, "starting\n");
      case READY -> AdminPage.text(200, "ready\n");
      case STOPPING -> AdminPage.text(503, "stopping\n");
    };
  }
}
