package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.ResponseGroups;

/**
 * One legacy operation, declared once: reading and checking a request, calling the modern API,
 * writing the answer and the documents all follow from it.
 *
 * @param name the legacy name, as in {@code Operation=}
 * @param parameters in the order of the schema
 * @param rules what a single parameter cannot say
 * @param groups its response groups
 * @param result the shape of its answer
 * @param schema what its schemas say beyond that
 * @param plan how it is carried out in the modern API
 * @param notes what its callers should know
 */
public record Operation(
    String name,
    List<Parameter> parameters,
    List<Rule> rules,
    ResponseGroups groups,
    Result result,
    OperationSchema schema,
    Plan plan,
    Notes notes) {

  public Operation {
    requireNonNull(name, "name");
    requireNonNull(groups, "groups");
    requireNonNull(result, "result");
    requireNonNull(schema, "schema");
    requireNonNull(plan, "plan");
    requireNonNull(notes, "notes");
    parameters = List.copyOf(parameters);
    rules = List.copyOf(rules);
  }

  /**
   * The element that repeats the request on response group {@code Request}; four operations have
   * none ({@code legacy-api.md} 6.3).
   */
  public Optional<String> echo(ApiVersion version) {
    if (!schema.known().and(schema.echoed()).include(version)) {
      return Optional.empty();
    }
    return Optional.of(schema.bareEcho().include(version) ? name : name + "Request");
  }

  /** Starts a declaration. */
  public static OperationBuilder operation(String name) {
    return new OperationBuilder(name);
  }
}
