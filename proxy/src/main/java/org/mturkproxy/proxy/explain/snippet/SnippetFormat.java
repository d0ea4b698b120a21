package org.mturkproxy.proxy.explain.snippet;

import java.util.Locale;
import java.util.Optional;
import org.mturkproxy.proxy.explain.Explanation;

/** The languages that modern calls can be written in. */
public enum SnippetFormat {
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

  /**
   * Writes the code of an explained call. Credentials are not in it: each SDK finds its own.
   *
   * @param explanation what is explained, of which code can be written
   * @param endpoint where the code is to call; empty for the SDK's own choice
   * @return lines, each with its end
   */
  public String write(Explanation explanation, Optional<String> endpoint) {
    return explanation
        .hitToDisable()
        .flatMap(hitId -> disabling(hitId, endpoint))
        .orElseGet(() -> snippet().write(explanation.calls(), endpoint));
  }

  private Optional<String> disabling(String hitId, Optional<String> endpoint) {
    return switch (this) {
      case JSON -> Optional.empty();
      case CLI -> Optional.of(DisableHitCode.cli(hitId, endpoint));
      case BOTO3 -> Optional.of(DisableHitCode.boto3(hitId, endpoint));
      case JAVA -> Optional.of(DisableHitCode.java(hitId, endpoint));
      case JAVASCRIPT -> Optional.of(DisableHitCode.javaScript(hitId, endpoint));
    };
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
