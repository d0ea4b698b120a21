package org.mturkproxy.proxy.certificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK's {@code keytool}, which every Java has beside it: the only part of it that makes
 * certificates. The password goes through the environment, which other users cannot see, unlike
 * arguments.
 */
final class Keytool {

  private static final String VARIABLE = "MTURK_PROXY_KEYSTORE";

  private final Path store;
  private final String password;

  /**
   * Works on a PKCS #12 file.
   *
   * @param password guards the file; it is gone when the command ends
   */
  Keytool(Path store, String password) {
    this.store = store;
    this.password = password;
  }

  /**
   * Makes a key pair and its certificate.
   *
   * @throws IOException telling what keytool said, if it failed
   */
  void generate(String alias, List<String> options) throws IOException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        new ArrayList<>(
            List.of(
                keytool.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                alias,
                // What the oldest clients understand, too.
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-sigalg",
                "SHA256withRSA",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                VARIABLE));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(VARIABLE, password);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said.strip());
    }
  }
}
