package org.mturkproxy.proxy.server;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.mturkproxy.marketplace.documents.DataSchemas;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.schema.LegacySchema;
import org.mturkproxy.translator.schema.Wsdl;

/**
 * The files that clients fetch from the host of the service ({@code legacy-api.md} 1.1): WSDL and
 * schema of each version, of the newest also without its name, and the schemas of questions and
 * answers. ruby-aws does not start without its WSDL (clients.md S1.12).
 *
 * <p>A file is made when it is asked for first, away from the event loops, and kept.
 */
final class SchemaFiles {

  private static final String SERVICE = "/AWSMechanicalTurk/";
  private static final String NAME = "AWSMechanicalTurkRequester";
  private static final String DATA = "/AWSMechanicalTurkDataSchemas/";

  private static final Pattern LIKE_OURS =
      Pattern.compile("/AWSMechanicalTurk(DataSchemas)?/.*\\.(wsdl|xsd)");

  /** A file for a client that sees the service at an origin such as {@code http://host:80}. */
  @FunctionalInterface
  private interface File extends Function<String, ByteBuffer> {}

  private final Optional<URI> publicUrl;
  private final Map<String, Supplier<File>> makers = new HashMap<>();
  private final Map<String, CompletableFuture<File>> made = new ConcurrentHashMap<>();

  SchemaFiles(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
    for (ApiVersion version : ApiVersion.values()) {
      addVersion(SERVICE + version.date() + "/" + NAME, version);
    }
    addVersion(SERVICE + NAME, ApiVersion.NEWEST);
    for (String path : DataSchemas.paths()) {
      makers.put(DATA + path, () -> dataSchema(path));
      makers.put(DATA + path.substring(path.indexOf('/') + 1), () -> dataSchema(path));
    }
  }

  private void addVersion(String path, ApiVersion version) {
    makers.put(path + ".wsdl", () -> wsdl(version));
    makers.put(path + ".xsd", () -> always(new LegacySchema(version).xsd()));
  }

  private static File wsdl(ApiVersion version) {
    Wsdl wsdl = new LegacySchema(version).wsdl();
    return origin -> wsdl.at(origin + "/?Service=" + NAME);
  }

  private static File dataSchema(String path) {
    return always(ByteBuffer.wrap(DataSchemas.file(path).orElseThrow()));
  }

  private static File always(ByteBuffer bytes) {
    return origin -> bytes;
  }

  /** Whether a request is for one of the files. */
  boolean serves(Arrival arrival) {
    return reads(arrival) && makers.containsKey(path(arrival.request().target()));
  }

  /**
   * Whether a request is for a file that there is not, such as the WSDL of a version that never
   * was. A call has no such path; answered as one, it would be taken for a file by its status.
   */
  boolean lacks(Arrival arrival) {
    return reads(arrival)
        && !serves(arrival)
        && LIKE_OURS.matcher(path(arrival.request().target())).matches();
  }

  /** A GET, or a HEAD, which is refused elsewhere. */
  private static boolean reads(Arrival arrival) {
    return arrival.request().method().equals("HEAD")
        ? arrival.refusal().equals(Optional.of(Refusal.METHOD_NOT_ALLOWED))
        : arrival.request().method().equals("GET") && arrival.refusal().isEmpty();
  }

  /**
   * The file that a request is for.
   *
   * @param target of a request that is {@linkplain #serves served}
   * @param origin where its client sees this server, unless the configuration says otherwise
   */
  CompletionStage<LegacyAnswer> file(String target, String origin) {
    String root = publicUrl.map(SchemaFiles::root).orElse(origin);
    return made.computeIfAbsent(
            path(target), path -> CompletableFuture.supplyAsync(makers.get(path)))
        .thenApply(file -> new LegacyAnswer(200, Optional.empty(), file.apply(root)));
  }

  private static String root(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  /** Without the query, and without the host that a client of a forward proxy puts before it. */
  private static String path(String target) {
    String path = target.replaceFirst("\\?.*", "");
    return path.startsWith("/") ? path : path.replaceFirst("^https?://[^/]*", "");
  }
}
