package org.mturkproxy.config;

/** Whose calls are to be served: it decides which keys there have to be. */
public enum Clients {
  /** Those of the legacy API, whose signatures need keys. */
  LEGACY,
  /** Those of the marketplace alone: its accounts are enough. */
  MODERN
}
