package org.mturkproxy.translator.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.mturkproxy.translator.declared.ApiVersion;

/**
 * What of a result its caller is to see, and how.
 *
 * @param groups the response groups that are meant
 * @param schema the version whose schema the answer must fit, as SOAP clients demand: its elements,
 *     its words, its order. Empty in REST, which has an order of its own ({@code legacy-api.md}
 *     6.4) and always tells all that the newest version knows (9.4)
 */
public record View(Set<ResponseGroup> groups, Optional<ApiVersion> schema) {

  public View {
    requireNonNull(schema, "schema");
    groups = Set.copyOf(groups);
  }

  /** For a REST client. */
  public static View rest(Set<ResponseGroup> groups) {
    return new View(groups, Optional.empty());
  }

  /** For a SOAP client of this version. */
  public static View soap(ApiVersion version, Set<ResponseGroup> groups) {
    return new View(groups, Optional.of(version));
  }

  /** The version whose elements are shown. */
  ApiVersion version() {
    return schema.orElse(ApiVersion.NEWEST);
  }
}
