package org.mturkproxy.proxy.cli;

import java.util.List;
import org.mturkproxy.config.LoadedConfig;

/** A proxy that serves. */
public interface RunningProxy extends Running {

  /**
   * Goes on with another configuration. Calls under way keep the one they began with.
   *
   * @return the settings that hold only after a restart
   * @throws IllegalArgumentException if it cannot be used; the old one stays then
   */
  List<String> reload(LoadedConfig next);
}
