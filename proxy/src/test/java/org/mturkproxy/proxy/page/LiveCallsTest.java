package org.mturkproxy.proxy.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.proxy.page.EventReader.Event;
import org.mturkproxy.proxy.page.PageFixture.Kept;
import org.mturkproxy.proxy.server.RawConnection;

/** Calls as they come, as server-sent events. */
class LiveCallsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_VIEWERS = 16;

  @TempDir Path directory;

  @Test
  void showsEachCallOnceItIsLogged() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.STORE);
        EventReader events = fixture.call(0, "3BEFORE").events()) {
      assertEquals(
          "text/event-stream", events.response().headers().firstValue("content-type").orElse(""));
      assertEquals("begin", events.next().name());
      assertEquals("{\"state\":\"ready\"}", events.next("state").data());
      fixture.call(1, "3ONE");
      JsonNode call = JSON.readTree(events.next("call").data());
      assertEquals("id-1", call.path("requestId").asText());
      // It is in the store by then.
      HttpResponse<String> whole = fixture.get("/api/calls/" + call.path("id").asText());
      assertEquals(
          "3ONE", JSON.readTree(whole.body()).path("requests").get(0).path("HITId").asText());
    }
  }

  @Test
  void aBrowserThatComesBackGoesOnWhereItWas() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      String last;
      try (EventReader events = fixture.events()) {
        events.next("begin");
        fixture.call(1, "3ONE");
        last = events.next("call").id();
      }
      fixture.call(2, "3TWO").call(3, "3THREE");
      try (EventReader events = fixture.events("Last-Event-ID", last)) {
        assertEquals("id-2", requestId(events.next("call")));
        assertEquals("id-3", requestId(events.next("call")));
      }
    }
  }

  @Test
  void isToldWhenItWasAnotherProcessBefore() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      for (String other : List.of("1-5", "nonsense")) {
        try (EventReader events = fixture.events("Last-Event-ID", other)) {
          assertEquals("restarted", events.next().name());
        }
      }
    }
  }

  @Test
  void tellsWhenTheProxyStops() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY);
        EventReader events = fixture.events()) {
      events.next("state");
      fixture.state("stopping");
      assertEquals("{\"state\":\"stopping\"}", events.next("state").data());
    }
  }

  /** It reads nothing while more calls come than are kept; every one is shown, or counted. */
  @Test
  void aSlowBrowserHoldsNobodyUpAndIsToldWhatItMissed() throws Exception {
    int calls = 12_000;
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY);
        EventReader events = fixture.events()) {
      events.next("begin");
      fixture.calls(0, calls);
      long shown = 0;
      long missed = 0;
      while (shown + missed < calls) {
        Event event = events.next();
        if (event.name().equals("call")) {
          shown++;
        } else if (event.name().equals("missed")) {
          missed += JSON.readTree(event.data()).path("calls").asLong();
        }
      }
      assertEquals(calls, shown + missed);
      assertTrue(missed > 0 && shown > 0, shown + " shown, " + missed + " missed");
    }
  }

  @Test
  void soManyMayWatchAndNoMoreUntilOneGoes() throws Exception {
    List<EventReader> watching = new ArrayList<>();
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY)) {
      for (int i = 0; i < MOST_VIEWERS; i++) {
        watching.add(fixture.events());
        assertEquals(200, watching.get(i).response().statusCode());
      }
      HttpResponse<String> refused = fixture.get("/api/events");
      assertEquals(503, refused.statusCode());
      assertEquals("10", refused.headers().firstValue("retry-after").orElse(""));
      assertEquals(200, fixture.get("/livez").statusCode(), "probes find room");
      watching.get(0).close();
      int status = 503;
      while (status == 503) {
        EventReader next = fixture.events();
        watching.add(next);
        status = next.response().statusCode();
      }
      assertEquals(200, status);
    } finally {
      for (EventReader one : watching) {
        one.close();
      }
    }
  }

  /** Asking takes ten seconds at most, watching does not end. */
  @Test
  void hasNoTimeoutOfRequests() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY);
        RawConnection client = new RawConnection(fixture.port())) {
      client.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n").headOnly();
      // A heartbeat comes after fifteen.
      client.socket().setSoTimeout(60_000);
      String text = "";
      while (!text.endsWith("\r\n:\n\n\r\n")) {
        int next = client.socket().getInputStream().read();
        assertTrue(next >= 0, text);
        text += (char) next;
      }
    }
  }

  @Test
  void endsWithTheServer() throws Exception {
    try (PageFixture fixture = new PageFixture(directory, Kept.MEMORY);
        EventReader events = fixture.events()) {
      events.next("begin");
      fixture.closeServer();
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              events.next();
            }
          });
    }
  }

  private static String requestId(Event event) throws IOException {
    return JSON.readTree(event.data()).path("requestId").asText();
  }
}
