package org.mturkproxy.proxy.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which services are told to read their configuration again. Java has signals in a
 * module that the compiler warns of ({@code jdk.unsupported}), so it is asked for by name; where it
 * is missing, the file is still watched.
 */
final class Hangup {

  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** Runs the task at each SIGHUP from now on; without it, SIGHUP would end the process. */
  static void handle(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  task.run();
                }
                return null;
              });
      Object hup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hup, handling);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.info("no SIGHUP here; the configuration is read again when its file changes");
    }
  }
}
