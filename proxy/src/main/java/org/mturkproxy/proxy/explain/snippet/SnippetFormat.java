package org.mturkproxy.proxy.explain.snippet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mturkproxy.proxy.explain.ExplainedCall;

/** The languages that modern calls can be written in. */
public enum SnippetFormat implements Snippet {
  /** The JSON bodies under their {@code X-Amz-Target}. */
  JSON("JSON"),
  /** A shell script with the AWS command line. */
  CLI("AWS command line"),
  /** Python. */
  BOTO3("boto3 (Python)"),
  /** A class with a main method, for the AWS SDK for Java 2. */
  JAVA("AWS SDK for Java 2"),
  /** A module for the AWS SDK for JavaScript 3. */
  JAVASCRIPT("AWS SDK for JavaScript 3");

  private final String title;

  SnippetFormat(String title) {
    this.title = title;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The word of the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String write(List<ExplainedCall> calls, Optional<String> endpoint) {
    return snippet().write(calls, endpoint);
  }

  private Snippet snippet() {
    return switch (this) {
      case JSON -> new JsonSnippet();
      case CLI -> new AwsCliSnippet();
      case BOTO3 -> new Boto3Snippet();
      case JAVA -> new JavaSnippet();
      case JAVASCRIPT -> new JavaScriptSnippet();
    };
  }
}
