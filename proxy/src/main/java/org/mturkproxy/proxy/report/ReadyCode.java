package org.mturkproxy.proxy.report;

import static java.util.Objects.requireNonNull;

/**
 * The modern code for what a caller did last with an operation.
 *
 * @param requestId the call that it was made from
 * @param code the code; empty where there is none
 * @param reason why there is none; empty where there is some
 */
record ReadyCode(String requestId, String code, String reason) {
  ReadyCode {
    requireNonNull(requestId, "requestId");
    requireNonNull(code, "code");
    requireNonNull(reason, "reason");
  }
}
