package org.mturkproxy.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.mturkproxy.config.UpstreamCredentials.AssumedRole;

/** Reads {@code upstream: {role: …}} of a key. The limits are those of STS. */
final class RoleReader {

  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration USUAL = Duration.ofHours(1);

  private RoleReader() {}

  /**
   * The role of a section, if it is one.
   *
   * @param source what the role is assumed with, already read
   */
  static Optional<UpstreamCredentials> read(
      Section section, Field role, Optional<UpstreamCredentials> source) {
    Optional<String> arn =
        matching(
            role,
            "arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,576}",
            "the ARN of a role, such as arn:aws:iam::123456789012:role/turk");
    Optional<String> externalId =
        section
            .field("externalId")
            .flatMap(
                field ->
                    matching(
                        field,
                        "[A-Za-z0-9_+=,.@:/-]{2,1224}",
                        "2 to 1224 letters, digits and _+=,.@:/-"));
    String sessionName =
        section
            .field("sessionName")
            .flatMap(
                field ->
                    matching(
                        field, "[A-Za-z0-9_+=,.@-]{2,64}", "2 to 64 letters, digits and _+=,.@-"))
            .orElse("mturk-proxy");
    Duration duration =
        section.field("duration").flatMap(f -> f.duration(SHORTEST, LONGEST)).orElse(USUAL);
    String region = section.field("region").flatMap(Field::scope).orElse("us-east-1");
    Optional<URI> endpoint = section.field("stsEndpoint").flatMap(RoleReader::endpoint);
    return arn.isPresent() && source.isPresent()
        ? Optional.of(
            new AssumedRole(
                arn.get(), sessionName, externalId, duration, region, endpoint, source.get()))
        : Optional.empty();
  }

  private static Optional<String> matching(Field field, String pattern, String expected) {
    Optional<String> text = field.text();
    if (text.isPresent() && !text.get().matches(pattern)) {
      field.problem("expected " + expected);
      return Optional.empty();
    }
    return text;
  }

  private static Optional<URI> endpoint(Field field) {
    Optional<URI> uri = field.address();
    if (uri.isEmpty()) {
      field.problem("expected a URL of scheme, host and port");
    }
    return uri;
  }
}
