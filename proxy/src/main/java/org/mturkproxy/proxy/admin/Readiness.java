package org.mturkproxy.proxy.admin;

/** Whether calls are welcome. */
public enum Readiness {
  /** Not everything runs yet. */
  STARTING,
  /** Calls are answered. */
  READY,
  /** Calls under way are finished; others should go elsewhere. */
  STOPPING
}
