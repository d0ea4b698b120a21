package org.mturkproxy.translator.schema;

import java.util.ArrayList;
import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.Occurrence;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.SchemaType.Complex;
import org.mturkproxy.translator.declared.SchemaType.Member;
import org.mturkproxy.translator.declared.SchemaType.Ref;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.parameter.Parameter;

/** What all messages have around parameters and results ({@code legacy-api.md} 2.2, 6). */
final class Envelope {

  private static final Occurrence OPTIONAL = Occurrence.OPTIONAL;
  private static final Occurrence ONE = OPTIONAL.mandatory(Versions.ALL);
  private static final Occurrence MANY = OPTIONAL.repeated(Versions.ALL);
  private static final Occurrence ONE_AT_LEAST = ONE.repeated(Versions.ALL);

  /** A reference to an element that is added for itself. */
  private static final SchemaType ELSEWHERE = new Ref(List.of());

  /** No message has it; the schema does. */
  static final SchemaType CLAIM =
      new Complex("Claim", List.of(text("Type", ONE), text("Body", ONE)));

  private static final SchemaType KEY_VALUE_PAIR =
      new Complex("KeyValuePair", List.of(text("Key", ONE), text("Value", ONE)));

  private static final SchemaType ERROR =
      new Complex(
          "",
          List.of(
              text("Code", ONE), text("Message", ONE), new Member("Data", KEY_VALUE_PAIR, MANY)));

  static final String HEADERS = "HTTPHeaders";
  static final String ARGUMENTS = "Arguments";

  private static final Member ERRORS =
      new Member("Errors", new Ref(List.of(new Member("Error", ERROR, ONE_AT_LEAST))), OPTIONAL);

  private static final Member OPERATION_REQUEST =
      new Member(
          "OperationRequest",
          new Ref(
              List.of(
                  new Member(HEADERS, ELSEWHERE, OPTIONAL),
                  text("RequestId", OPTIONAL),
                  new Member(ARGUMENTS, ELSEWHERE, OPTIONAL),
                  ERRORS)),
          OPTIONAL);

  private Envelope() {}

  private static Member text(String name, Occurrence occurrence) {
    return new Member(name, Scalar.STRING, occurrence);
  }

  /** What the element {@code Request} holds in a result: the echo of one of the operations. */
  static List<Member> request(List<Operation> operations, ApiVersion version) {
    List<Member> members = new ArrayList<>();
    members.add(text("IsValid", OPTIONAL));
    for (Operation operation : operations) {
      operation
          .echo(version)
          .ifPresent(echo -> members.add(new Member(echo, parameters(operation), OPTIONAL)));
    }
    members.add(ERRORS);
    return members;
  }

  /** What the element of a call holds. */
  static List<Member> call(Operation operation) {
    boolean signed = operation.schema().signed();
    Occurrence credentials = signed ? ONE : OPTIONAL;
    List<Member> members = new ArrayList<>();
    members.add(text("AWSAccessKeyId", credentials));
    members.add(new Member("Timestamp", Scalar.DATE_TIME, credentials));
    members.add(text("Signature", credentials));
    members.add(text("Validate", OPTIONAL));
    if (signed) {
      members.add(text("Credential", OPTIONAL));
    }
    Occurrence requests = operation.schema().requestNeeded() ? ONE_AT_LEAST : MANY;
    members.add(new Member("Request", parameters(operation), requests));
    return members;
  }

  private static SchemaType parameters(Operation operation) {
    List<Parameter> declared = operation.parameters();
    List<Member> members =
        new ArrayList<>(Parameter.declared(declared.stream().filter(p -> !p.trailing()).toList()));
    if (operation.schema().groups()) {
      members.add(text("ResponseGroup", MANY));
    }
    members.addAll(Parameter.declared(declared.stream().filter(Parameter::trailing).toList()));
    return new Complex(operation.name() + "Request", members);
  }

  /** What the element of an answer holds. */
  static List<Member> response(Operation operation) {
    String name = operation.result().element();
    return List.of(OPERATION_REQUEST, new Member(name, result(operation), MANY));
  }

  private static SchemaType result(Operation operation) {
    SchemaType type = operation.result().shape().type();
    if (!(type instanceof Complex complex) || !complex.name().isEmpty()) {
      return type;
    }
    List<Member> members = new ArrayList<>(complex.members());
    if (members.stream().noneMatch(member -> member.name().equals("Request"))) {
      members.add(0, new Member("Request", ELSEWHERE, OPTIONAL));
    }
    return new Complex(operation.result().element(), members);
  }
}
