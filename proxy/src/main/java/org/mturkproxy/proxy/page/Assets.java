package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.proxy.admin.AdminPage;

/** The page's own files, out of the jar. A browser keeps them, and asks whether they changed. */
final class Assets {

  /**
   * What the page may do: run its own scripts, and nothing that stands in what it shows. No text
   * becomes HTML (Trusted Types), and nothing is asked of anybody else.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, AdminPage> pages = new HashMap<>();

  /** Reads these files of this package. */
  Assets(String... names) {
    for (String name : names) {
      pages.put(name, page(name));
    }
  }

  /** A file; 304 for who has it already. */
  Optional<AdminPage> find(String name, Optional<String> kept) {
    return Optional.ofNullable(pages.get(name))
        .map(
            page ->
                kept.equals(Optional.of(page.headers().get("ETag")))
                    ? new AdminPage(304, page.contentType(), "", page.headers())
                    : page);
  }

  private static AdminPage page(String name) {
    String text = text(name);
    return new AdminPage(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), text)
        .with("ETag", '"' + hash(text) + '"')
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", POLICY);
  }

  private static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
