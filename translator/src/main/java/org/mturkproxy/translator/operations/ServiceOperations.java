package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.declared.ApiVersion.V2007_06_21;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.parameter.Types.unread;
import static org.mturkproxy.translator.result.Content.NUMBER;
import static org.mturkproxy.translator.result.Element.REQUEST;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.structure;
import static org.mturkproxy.translator.result.Element.unsent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.declared.Occurrence;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.Types;
import org.mturkproxy.translator.result.Content;
import org.mturkproxy.translator.result.Shape;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** Operations about the service itself, which need no modern call. */
final class ServiceOperations {

  private static final int MANY = 1000;

  /** All that the service ever said ({@code legacy-api.md} 4.31). */
  private static final String SEE =
      "See the online documentation at http://aws.amazon.com/documentation/mturk/";

  /** The schema allows for more than the service ever said. */
  private static SchemaType listOf(String name) {
    Occurrence oneAtLeast = Occurrence.OPTIONAL.mandatory(Versions.ALL).repeated(Versions.ALL);
    return new SchemaType.Complex(
        "", List.of(new SchemaType.Member(name, Scalar.STRING, oneAtLeast)));
  }

  /** 5.15 */
  private static final Shape INFORMATION =
      Shape.declaredAlone(
          REQUEST,
          structure(
                  "OperationInformation",
                  Shape.declaredAlone(
                      element("Name", Content.TEXT),
                      element("Description", Content.TEXT),
                      unsent("RequiredParameters", listOf("Parameter")),
                      unsent("AvailableParameters", listOf("Parameter")),
                      unsent("DefaultResponseGroups", listOf("ResponseGroup")),
                      unsent("AvailableResponseGroups", listOf("ResponseGroup"))))
              .repeated(),
          structure(
                  "ResponseGroupInformation",
                  Shape.declaredAlone(
                      element("Name", Content.TEXT),
                      unsent("CreationDate", Scalar.STRING),
                      unsent("ValidOperations", listOf("Operation")),
                      unsent("Elements", listOf("Element"))))
              .repeated());

  /** 4.31. Answered to whoever asks: the .NET SDK sends no Timestamp, so nobody can be known. */
  private static final Operation HELP =
      operation("Help")
          .unsignedInSchema()
          .takes(
              required("About", Types.listOf(TEXT, MANY)).kept(),
              optional("HelpType", oneOf("Operation", "ResponseGroup")).kept())
          .answers("Information", INFORMATION)
          .isAnsweredForAnyone(ServiceOperations::help);

  private static final Parameter LIMIT_GROUP_TYPE =
      optional("LimitGroupType", unread(Vocabularies.LIMIT_GROUP_TYPE))
          .kept()
          .mandatory(Versions.ALL);
  private static final Parameter LIMIT_GROUP_ID = optional("LimitGroupId", TEXT).kept();

  /** 4.45. Off since 2008, for everyone and whatever is asked: no parameter is looked at. */
  private static final Operation SET_WORKER_ACCEPT_LIMIT =
      operation("SetWorkerAcceptLimit")
          .until(V2007_06_21)
          .needsRequest()
          .takes(
              optional("MaxWorkerAcceptLimit", unread(Scalar.INT)).kept().mandatory(Versions.ALL),
              LIMIT_GROUP_TYPE,
              LIMIT_GROUP_ID)
          .isAnswered(ServiceOperations::withdrawn);

  /** 4.45 */
  private static final Operation GET_WORKER_ACCEPT_LIMIT =
      operation("GetWorkerAcceptLimit")
          .until(V2007_06_21)
          .needsRequest()
          .takes(LIMIT_GROUP_TYPE, LIMIT_GROUP_ID)
          .answers(Shape.of(element("MaxWorkerAcceptLimit", NUMBER).mandatory(), REQUEST))
          .isAnswered(ServiceOperations::withdrawn);

  static final List<Operation> ALL =
      List.of(HELP, SET_WORKER_ACCEPT_LIMIT, GET_WORKER_ACCEPT_LIMIT);

  private ServiceOperations() {}

  private static Outcome help(Arguments request) {
    boolean operations = !request.given().text("HelpType").equals(Optional.of("ResponseGroup"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var told =
        answer
            .putObject("Information")
            .putArray(operations ? "OperationInformation" : "ResponseGroupInformation");
    for (Value about : ((Items) request.given().members().get("About")).values()) {
      ObjectNode one = told.addObject().put("Name", ((Text) about).text());
      if (operations) {
        one.put("Description", SEE);
      }
    }
    return new Outcome.Done(answer);
  }

  private static Outcome withdrawn(Arguments request) {
    return new Outcome.Failed(LegacyErrors.withdrawnOperation(request.operation().name()));
  }
}
