package org.mturkproxy.proxy.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mturkproxy.config.ConfigException;
import org.mturkproxy.config.LoadedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and puts it to use. What is wrong with it is told, all of it, and
 * then everything stays as it was.
 */
public final class Reloader {

  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  /** Reads the configuration. */
  @FunctionalInterface
  public interface Source {
    LoadedConfig load() throws ConfigException, IOException;
  }

  /** Puts a configuration to use. */
  @FunctionalInterface
  public interface Target {

    /**
     * Takes it, or throws and keeps the old one.
     *
     * @return what needs a restart
     */
    List<String> reload(LoadedConfig next);
  }

  private final Source source;
  private final Target target;
  private Set<Path> files;

  /** Begins with what is in use. */
  public Reloader(LoadedConfig inUse, Source source, Target target) {
    this.source = source;
    this.target = target;
    this.files = inUse.files();
  }

  /** The files whose change asks for another reading: those of the last one, right or wrong. */
  public synchronized Set<Path> files() {
    return files;
  }

  /**
   * Reads again.
   *
   * @param why what asked for it, for the log
   */
  public synchronized void reload(String why) {
    try {
      LoadedConfig next = source.load();
      files = next.files();
      List<String> needRestart = target.reload(next);
      LOG.info("configuration read again ({})", why);
      needRestart.forEach(
          name -> LOG.warn("{} was changed; that holds only after a restart", name));
    } catch (ConfigException e) {
      Set<Path> both = new HashSet<>(files);
      both.addAll(e.files());
      files = both;
      LOG.error("the configuration stays as it was ({}):\n{}", why, e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("the configuration stays as it was ({}): {}", why, e.getMessage());
    }
  }
}
