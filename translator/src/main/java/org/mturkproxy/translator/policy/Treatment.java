package org.mturkproxy.translator.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mturkproxy.translator.error.LegacyError;

/** What is done with a call. */
public sealed interface Treatment {

  /** It is carried out. */
  record Allow() implements Treatment {}

  /**
   * It is carried out, and its answer says that it should not be called any more.
   *
   * @param headers header lines of the answer, by name
   * @param mark for the record
   */
  record Warn(Map<String, String> headers, String mark) implements Treatment {
    public Warn {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /**
   * It is not carried out.
   *
   * @param error what a legacy client gets; of a modern one, its message
   * @param mark for the record
   */
  record Refuse(LegacyError error, String mark) implements Treatment {}

  /** It is answered as if it had been carried out, and changes nothing. */
  record DryRun() implements Treatment {}
}
