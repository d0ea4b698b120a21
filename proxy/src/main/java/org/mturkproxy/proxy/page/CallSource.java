package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.util.Optional;
import org.mturkproxy.proxy.traffic.CallId;
import org.mturkproxy.proxy.traffic.CallSearch;
import org.mturkproxy.proxy.traffic.FoundCalls;

/** Where calls are looked up; may take a while. */
interface CallSource {

  /** {@code store}, {@code memory}, or {@code off} when there is nothing to look at. */
  String word();

  FoundCalls find(CallSearch filter, Optional<CallId> before, int limit) throws IOException;

  /** The JSON of a call. */
  Optional<String> record(CallId id) throws IOException;

  /** What {@code report} tells of all calls, as JSON. */
  String progress() throws IOException;
}
