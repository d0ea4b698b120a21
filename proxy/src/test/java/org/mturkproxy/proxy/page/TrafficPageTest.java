package org.mturkproxy.proxy.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.proxy.page.PageFixture.Kept;
import org.mturkproxy.proxy.server.RawConnection;

/** What the page is made of and reads, over sockets. */
class TrafficPageTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ERROR = "AWS.MechanicalTurk.HITDoesNotExist";

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | text/html; charset=utf-8",
        "/page/page.css | text/css; charset=utf-8",
        "/page/main.js | text/javascript; charset=utf-8",
        "/page/icon.svg | image/svg+xml",
      })
  void itsFilesMayRunTheirOwnScriptsOnly(String path, String type) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      HttpResponse<String> file = fixture.get(path);
      assertEquals(200, file.statusCode());
      assertEquals(type, header(file, "content-type"));
      assertEquals("nosniff", header(file, "x-content-type-options"));
      assertEquals("same-origin", header(file, "cross-origin-resource-policy"));
      String policy = header(file, "content-security-policy");
      assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; "));
      assertFalse(policy.contains("unsafe"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    }
  }

  /** Nothing of an older version stays: the browser asks, and is told in a few bytes. */
  @Test
  void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      HttpResponse<String> first = fixture.get("/page/main.js");
      assertEquals("no-cache", header(first, "cache-control"));
      String tag = header(first, "etag");
      HttpResponse<String> again = fixture.get("/page/main.js", "If-None-Match", tag);
      assertEquals(304, again.statusCode());
      assertEquals("", again.body());
      assertEquals(200, fixture.get("/page/main.js", "If-None-Match", "\"x\"").statusCode());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/page/TrafficPage.class",
        "/page/../cli/build.properties",
        "/page/%2e%2e/cli/build.properties",
        "/page/",
        "/api",
        "/api/other",
      })
  void thereIsNothingElse(String path) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      assertEquals(404, fixture.get(path).statusCode());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/", "/page/main.js", "/api/calls", "/api/events", "/api/progress"})
  void isReadOnlyAndForItsOwnNamesOnly(String path) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      assertEquals("405", status(fixture, "POST " + path + " HTTP/1.1\r\nHost: localhost"));
      assertEquals("421", status(fixture, "GET " + path + " HTTP/1.1\r\nHost: evil.example"));
      assertEquals("200", status(fixture, "HEAD " + path + " HTTP/1.1\r\nHost: localhost"));
    }
  }

  @Test
  void otherSitesGetNoData() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      String[] site = {"Sec-Fetch-Site", "cross-site"};
      assertEquals(403, fixture.get("/api/calls", site).statusCode());
      assertEquals(403, fixture.get("/api/events", site).statusCode());
      assertEquals(200, fixture.get("/", site).statusCode(), "a link leads here");
      assertEquals(200, fixture.get("/api/calls", "Sec-Fetch-Site", "same-origin").statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void listsCallsTheNewestFirstAndPageByPage(Kept kept) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, kept)) {
      fixture.calls(0, 7);
      List<String> ids = new ArrayList<>();
      String before = "";
      int pages = 0;
      do {
        JsonNode page = json(fixture.get("/api/calls?limit=3" + before));
        page.path("calls").forEach(call -> ids.add(call.path("requestId").asText()));
        before = page.has("next") ? "&before=" + page.path("next").asText() : "";
        pages++;
      } while (!before.isEmpty());
      assertEquals(3, pages);
      assertEquals(List.of("id-6", "id-5", "id-4", "id-3", "id-2", "id-1", "id-0"), ids);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "operation=GetHIT | 3,1,0",
        "operation=GetHI |",
        "caller=AKIDEXAMPLE | 3,2,1,0",
        "caller=unknown | 4",
        "outcome=error | 1",
        "outcome=ok&operation=GetHIT | 3,0",
        "transport=REST | 4,3,2,1,0",
        "transport=MODERN |",
        "text=3ONE | 0",
        "text=3oNe | 0",
        "text=na%C3%AFve | 3",
        "text=a%22b%5Cc | 2",
        "text=Policy:%20warned | 4,3,2,1,0",
        "text=%25 |",
        "text=HITDoesNotExist&operation=GetHIT | 1",
        "text= | 4,3,2,1,0",
      })
  void findsWhatFitsInStoreAndMemoryAlike(String query, String seconds) throws Exception {
    for (Kept kept : Kept.values()) {
      try (PageFixture fixture = new PageFixture(directory, kept)) {
        fixture
            .call(0, "3ONE")
            .call(1, "GetHIT", PageFixture.KEY, "3TWO", Optional.of(ERROR))
            .call(2, "DisposeHIT", PageFixture.KEY, "a\"b\\c", Optional.empty())
            .call(3, "GetHIT", PageFixture.KEY, "naïve", Optional.empty())
            .call(4, "SearchHITs", "AKIDOTHER", "", Optional.empty());
        List<String> found = new ArrayList<>();
        json(fixture.get("/api/calls?" + query))
            .path("calls")
            .forEach(call -> found.add(call.path("requestId").asText().substring(3)));
        assertEquals(
            Optional.ofNullable(seconds).orElse(""), String.join(",", found), kept.toString());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "before=x", "before=1-%3Cb%3E"})
  void refusesWhatMakesNoSense(String query) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      HttpResponse<String> answer = fixture.get("/api/calls?" + query);
      assertEquals(400, answer.statusCode());
      assertTrue(json(answer).has("problem"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void showsACallAsItWasLogged(Kept kept) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, kept)) {
      fixture.call(1, "GetHIT", "AKIDMIXEDUP", "3ONE", Optional.of(ERROR)).call(2, "3TWO");
      JsonNode item = json(fixture.get("/api/calls")).path("calls").get(1);
      assertEquals("unknown", item.path("caller").asText());
      assertEquals("[\"Policy: warned.\"]", item.path("warnings").toString());
      assertFalse(item.has("requests"), item.toString());
      HttpResponse<String> whole = fixture.get("/api/calls/" + item.path("id").asText());
      assertEquals("no-store", header(whole, "cache-control"));
      JsonNode call = json(whole);
      assertEquals("id-1", call.path("requestId").asText());
      assertEquals("3ONE", call.path("requests").get(0).path("HITId").asText());
      assertEquals(ERROR, call.path("error").asText());
      assertEquals(404, fixture.get("/api/calls/1-none").statusCode());
      assertEquals(404, fixture.get("/api/calls/x").statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void progressIsWhatAReportTells(Kept kept) throws Exception {
    try (PageFixture fixture = new PageFixture(directory, kept)) {
      fixture
          .call(0, "3ONE")
          .call(1, "3TWO")
          .call(2, "BlockWorker", "AKIDOTHER", "", Optional.empty());
      JsonNode progress = json(fixture.get("/api/progress"));
      assertEquals(kept.name().toLowerCase(Locale.ROOT), progress.path("source").asText());
      JsonNode report = progress.path("report");
      assertEquals(3, report.path("legacyCalls").asInt());
      assertEquals("AKIDEXAMPLE", report.path("usages").get(0).path("caller").asText());
      assertEquals(2, report.path("usages").get(0).path("calls").asInt());
      assertEquals("call CreateWorkerBlock", report.path("usages").get(1).path("needs").asText());
      assertEquals("2016-05-04", report.path("days").get(0).path("day").asText());
    }
  }

  /** Clients can make up any number of names. */
  @Test
  void inMemoryOperationsThatDoNotExistAreCountedAsOne() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      for (int i = 0; i < 20; i++) {
        fixture.call(i, "Made" + i, PageFixture.KEY, "", Optional.empty());
      }
      JsonNode usages = json(fixture.get("/api/progress")).path("report").path("usages");
      assertEquals(1, usages.size());
      assertEquals("unknown", usages.get(0).path("operation").asText());
      assertEquals(20, usages.get(0).path("calls").asInt());
    }
  }

  @Test
  void anEmptyStoreHasNoCalls() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.STORE)) {
      assertEquals(0, json(fixture.get("/api/calls")).path("calls").size());
      assertEquals(404, fixture.get("/api/calls/1-none").statusCode());
      assertEquals(
          0, json(fixture.get("/api/progress")).path("report").path("legacyCalls").asInt(-1));
    }
  }

  @Test
  void tellsWhereItListens() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.STORE)) {
      JsonNode status = json(fixture.get("/api/status"));
      assertEquals("ready", status.path("state").asText());
      assertEquals("store", status.path("source").asText());
      assertEquals("http://127.0.0.1:8080/", status.path("legacyUrl").asText());
      assertFalse(status.path("production").asBoolean(true));
    }
  }

  private static String status(PageFixture fixture, String head) throws Exception {
    try (RawConnection client = new RawConnection(fixture.port())) {
      return client
          .send(head + "\r\n\r\n")
          .headOnly()
          .substring("http/1.1 ".length())
          .substring(0, 3);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertEquals("application/json", header(answer, "content-type"));
    return JSON.readTree(answer.body());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
