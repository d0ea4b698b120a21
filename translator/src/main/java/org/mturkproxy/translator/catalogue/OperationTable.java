package org.mturkproxy.translator.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.Element;
import org.mturkproxy.translator.result.ResponseGroup;

/**
 * Prints the catalogue as a document, {@code docs/operations.md}: it cannot differ from the code.
 */
public final class OperationTable {

  private OperationTable() {}

  /** The whole document, Markdown. */
  public static String markdown(Catalogue catalogue) {
    StringBuilder text =
        new StringBuilder(
            """
            # The legacy operations

            Generated from the operation catalogue of `translator`; a test keeps it true.
            **Bold** parameters are required, as are those marked "unless …" when that other one is
            not given. The default is what goes upstream when the caller gives none; "kept"
            parameters are used by the proxy itself.

            The cost is the number of modern calls when nothing goes wrong; N is the number of items in
            a list. A list is read once for all its pages as long as it is kept
            ([lists](configuration.md#lists)): each further page is free then. What differs is what a
            client can see that was not so in the legacy service.

            | operation | modern calls | cost | differs |
            | --- | --- | --- | --- |
            """);
    sorted(catalogue).forEach(operation -> appendLine(operation, text));
    sorted(catalogue).forEach(operation -> append(operation, text));
    return text.toString();
  }

  private static List<Operation> sorted(Catalogue catalogue) {
    return catalogue.operations().stream().sorted(Comparator.comparing(Operation::name)).toList();
  }

  private static void appendLine(Operation operation, StringBuilder text) {
    text.append("| [")
        .append(operation.name())
        .append("](#")
        .append(operation.name().toLowerCase(Locale.ROOT))
        .append(") | ")
        .append(String.join(", ", operation.plan().modernOperations()))
        .append(" | ")
        .append(operation.notes().cost().orElseGet(() -> cost(operation.plan())))
        .append(" | ")
        .append(operation.notes().differs().orElse(""))
        .append(" |\n");
  }

  /** Where it follows from the plan. */
  private static String cost(Plan plan) {
    if (plan instanceof Plan.PagedList list) {
      return list.large().flatMap(Plan.PagedList.Large::look).isPresent()
          ? "⌈N/100⌉, and 1 for each item of a page where the large member is asked for"
          : "⌈N/100⌉";
    }
    if (plan instanceof Plan.OneCall one && one.check().isPresent()) {
      return "1, and a look when the outcome is unknown";
    }
    return plan instanceof Plan.WithoutCall ? "0" : "1";
  }

  private static void append(Operation operation, StringBuilder text) {
    text.append("\n## ").append(operation.name()).append("\n\nModern: ");
    List<String> modern = operation.plan().modernOperations();
    text.append(modern.isEmpty() ? "none" : String.join(", ", modern));
    text.append(kind(operation.plan())).append(".\n");
    text.append("Answer: `").append(operation.result().element()).append('`');
    List<String> elements =
        operation.result().shape().elements().stream()
            .filter(Element::isSent)
            .map(OperationTable::shown)
            .toList();
    if (!elements.isEmpty()) {
      text.append(": ").append(String.join(", ", elements));
    }
    text.append(".\n");
    if (operation.parameters().isEmpty()) {
      text.append("\nNo parameters.\n");
      return;
    }
    text.append("\n| parameter | modern | type | default |\n| --- | --- | --- | --- |\n");
    for (Parameter parameter : operation.parameters()) {
      append(parameter, text);
    }
  }

  private static String kind(Plan plan) {
    if (plan instanceof Plan.PagedList) {
      return " (read to its end, one page shown)";
    }
    return plan instanceof Plan.Composed ? " (composed)" : "";
  }

  private static String shown(Element element) {
    return element.group() == ResponseGroup.MINIMAL
        ? element.name()
        : element.name() + " (" + element.group().wireName() + ")";
  }

  private static void append(Parameter parameter, StringBuilder text) {
    String name = parameter.required() ? "**" + parameter.name() + "**" : parameter.name();
    String modern = parameter.modernName().equals(parameter.name()) ? "=" : parameter.modernName();
    text.append("| ").append(name);
    parameter.unless().ifPresent(other -> text.append(" (unless ").append(other).append(')'));
    text.append(" | ").append(parameter.forwarded() ? modern : "kept");
    text.append(" | ").append(parameter.type().describe());
    text.append(" | ").append(parameter.fallback().map(Object::toString).orElse("")).append(" |\n");
  }
}
