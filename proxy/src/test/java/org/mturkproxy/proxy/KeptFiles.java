package org.mturkproxy.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes the temporary directories of tests where they outlive the tests (they are not cleaned up,
 * see {@code junit-platform.properties}), so that {@link SecretsInLogsTest} can look into every log
 * that was written.
 */
public final class KeptFiles implements TempDirFactory {

  static final Path DIRECTORY = Path.of("target", "test-files");

  @Override
  public Path createTempDirectory(
      AnnotatedElementContext elementContext, ExtensionContext extensionContext)
      throws IOException {
    Files.createDirectories(DIRECTORY);
    return Files.createTempDirectory(DIRECTORY.toAbsolutePath(), "test");
  }
}
