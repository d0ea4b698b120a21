package org.mturkproxy.translator.authentication;

import static java.util.Objects.requireNonNull;

import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.policy.CallPolicy;

/**
 * Someone who may call: the secret that checks their legacy signatures, and where their calls go.
 *
 * @param accessKeyId the legacy access key id
 * @param secret the legacy secret access key
 * @param upstream the modern API, bound to this Requester's credentials
 * @param credential names what those calls are signed with: Requesters with the same one are one
 *     upstream, and share what was read there
 * @param sandbox whether that is a sandbox: its error messages end in {@code (<millis> s)}
 * @param permissions what they may do
 * @param policy what they may call
 */
public record Requester(
    String accessKeyId,
    LegacySecret secret,
    Upstream upstream,
    String credential,
    boolean sandbox,
    Permissions permissions,
    CallPolicy policy) {

  public Requester {
    requireNonNull(accessKeyId, "accessKeyId");
    requireNonNull(secret, "secret");
    requireNonNull(upstream, "upstream");
    requireNonNull(credential, "credential");
    requireNonNull(permissions, "permissions");
    requireNonNull(policy, "policy");
  }

  /** Someone who may do everything. */
  public Requester(
      String accessKeyId,
      LegacySecret secret,
      Upstream upstream,
      String credential,
      boolean sandbox) {
    this(accessKeyId, secret, upstream, credential, sandbox, Permissions.ALL, CallPolicy.ALLOW);
  }

  /** Someone whose calls are signed with the legacy key. */
  public Requester(String accessKeyId, LegacySecret secret, Upstream upstream, boolean sandbox) {
    this(accessKeyId, secret, upstream, accessKeyId, sandbox);
  }
}
