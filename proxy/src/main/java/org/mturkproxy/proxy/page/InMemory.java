package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.util.Optional;
import org.mturkproxy.proxy.traffic.CallId;
import org.mturkproxy.proxy.traffic.CallSearch;
import org.mturkproxy.proxy.traffic.FoundCalls;

/** The newest calls since the start. */
record InMemory(String word, RecentCalls recent, SinceStart since) implements CallSource {

  @Override
  public FoundCalls find(CallSearch filter, Optional<CallId> before, int limit) {
    return recent.find(filter, before, limit);
  }

  @Override
  public Optional<String> record(CallId id) {
    return recent.record(id);
  }

  @Override
  public String progress() throws IOException {
    return since.json();
  }
}
