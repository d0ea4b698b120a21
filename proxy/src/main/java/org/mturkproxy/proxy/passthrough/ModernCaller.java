package org.mturkproxy.proxy.passthrough;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.proxy.upstream.KeyUpstream;
import org.mturkproxy.translator.authentication.Requester;

/**
 * Someone who may make modern calls.
 *
 * @param secret what checks their signatures
 * @param requester who that is to legacy calls: the log shows both under one name
 * @param upstream where their calls go
 */
public record ModernCaller(Secret secret, Requester requester, KeyUpstream upstream) {

  /**
   * Who may call, by the access key id that they sign with: the legacy one of each key, and its
   * modern one.
   *
   * @param requesters by legacy access key id
   */
  public static Map<String, ModernCaller> of(
      List<KeyConfig> keys, Map<String, Requester> requesters) {
    Map<String, ModernCaller> callers = new LinkedHashMap<>();
    for (KeyConfig key : keys) {
      Requester requester = requesters.get(key.id());
      if (requester.upstream() instanceof KeyUpstream upstream) {
        callers.put(key.id(), new ModernCaller(key.secret(), requester, upstream));
        key.modern()
            .ifPresent(
                pair ->
                    callers.put(
                        pair.accessKeyId(), new ModernCaller(pair.secret(), requester, upstream)));
      }
    }
    return Map.copyOf(callers);
  }
}
