package org.mturkproxy.translator.modern;

/**
 * Whether a modern call may be sent again when nobody knows if the first one took effect ({@code
 * mapping.md} 3.1, column "Again"). What surely had no effect may always be sent again.
 */
public enum Repeat {
  /** Harmless: a read, or a write whose repetition changes nothing. */
  FREE,
  /** Carries a {@code UniqueRequestToken}: the same call with the same token has one effect. */
  SAME_TOKEN,
  /** Would create, pay or mail twice, or must look at the state first: never by the transport. */
  NEVER
}
