package org.mturkproxy.proxy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * The log for operators, unless a {@code logback.xml} says otherwise: terse, and to standard error,
 * because standard output may be the traffic log's. In code, because reading XML takes a sixth of
 * the time to start.
 */
@ConfiguratorRank(ConsoleLog.AFTER_FILES)
public final class ConsoleLog extends ContextAwareBase implements Configurator {

  /** Logback's own readers of files have 0, its last resort has -10. */
  static final int AFTER_FILES = -5;

  /** The system property with a word for every line; it says so where calls cost real money. */
  static final String MARK = "mturkproxy.mark";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level "
            + System.getProperty(MARK, "")
            + "%logger{0}: %msg%n%rEx{short}");
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
