package org.mturkproxy.proxy.traffic;

/** Is shown what the log writes, as soon as it is written; on the log's thread. */
public interface Watcher {

  /** A call was written. */
  void logged(LoggedRecord call);

  /** So many calls more were not. */
  void missing(long calls);
}
