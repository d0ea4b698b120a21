package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import org.mturkproxy.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells on standard error why a command failed: sentences, no stack trace. */
final class ErrorMessage implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof ConfigException) {
      err.println(e.getMessage());
    } else {
      err.println("mturk-proxy: " + reason(e));
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** The message, and those of the causes that say something new. */
  private static String reason(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.toString();
  }
}
