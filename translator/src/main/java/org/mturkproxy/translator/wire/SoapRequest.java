package org.mturkproxy.translator.wire;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mturkproxy.translator.declared.ApiVersion;

/**
 * A SOAP request ({@code legacy-api.md} 2.2, 2.5). The operation is the name of the body element,
 * the version its namespace; nothing else may say otherwise.
 *
 * @param operation the local name of the body element
 * @param namespace its namespace, which the answer is in too
 * @param common the texts of the elements beside {@code Request}
 * @param requests each {@code Request} element, in their order; none is one that is empty
 * @param ignored the names of elements beside {@code Request} that mean nothing; never their texts,
 *     for Turk50 sends its secret in one (clients.md S1.11)
 */
public record SoapRequest(
    String operation,
    String namespace,
    Map<String, String> common,
    List<List<Pair>> requests,
    Set<String> ignored)
    implements WireRequest {

  /** The namespace of SOAP 1.1, which is all that the legacy service ever spoke. */
  public static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

  public SoapRequest {
    requireNonNull(operation, "operation");
    requireNonNull(namespace, "namespace");
    TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(common);
    anyCase.put("Operation", operation);
    anyCase.put("Version", namespace.substring(ApiVersion.NAMESPACE_PREFIX.length()));
    common = Collections.unmodifiableMap(anyCase);
    requests = requests.isEmpty() ? List.of(List.of()) : List.copyOf(requests);
    ignored = Set.copyOf(ignored);
  }

  @Override
  public Optional<String> common(String name) {
    return Optional.ofNullable(common.get(name)).filter(text -> !text.isEmpty());
  }

  @Override
  public List<ParameterNode> requests(String name) {
    WireRequest.refuseTooMany(name, requests.size());
    return requests.stream().map(ParameterTree::of).toList();
  }

  /** Without texts: one of them may be a secret. */
  @Override
  public String toString() {
    return "SoapRequest[" + operation + " of " + namespace + "]";
  }
}
