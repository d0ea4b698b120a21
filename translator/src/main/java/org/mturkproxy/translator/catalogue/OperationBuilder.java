package org.mturkproxy.translator.catalogue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.ResponseGroup;
import org.mturkproxy.translator.result.ResponseGroups;
import org.mturkproxy.translator.result.Shape;

/** Declares an operation in the order in which a person reads its specification. */
public final class OperationBuilder {

  private final String name;
  private List<Parameter> parameters = List.of();
  private List<Rule> rules = List.of();
  private ResponseGroups groups = ResponseGroups.PLAIN;
  private Result result;
  private OperationSchema schema = OperationSchema.USUAL;
  private Notes notes = Notes.NONE;

  OperationBuilder(String name) {
    this.name = name;
    this.result = new Result(name + "Result", Shape.EMPTY, Optional.empty());
  }

  /** Its parameters, in the order of the schema. */
  public OperationBuilder takes(Parameter... declared) {
    parameters = List.of(declared);
    return this;
  }

  /** Rules over several parameters, looked at in this order. */
  public OperationBuilder where(Rule... declared) {
    rules = List.of(declared);
    return this;
  }

  /** The groups that its callers may ask for; {@code Request} and {@code Minimal} always. */
  public OperationBuilder groups(Set<ResponseGroup> more, Set<ResponseGroup> byDefault) {
    Set<ResponseGroup> accepted = EnumSet.of(ResponseGroup.REQUEST, ResponseGroup.MINIMAL);
    accepted.addAll(more);
    groups = new ResponseGroups(accepted, byDefault);
    return this;
  }

  /** It came with a version. */
  public OperationBuilder since(ApiVersion first) {
    schema = schema.known(Versions.since(first));
    return this;
  }

  /** It went after a version. */
  public OperationBuilder until(ApiVersion last) {
    schema = schema.known(Versions.until(last));
    return this;
  }

  /** Its schema demands one request at least; most allow none ({@code legacy-api.md} 2.6). */
  public OperationBuilder needsRequest() {
    schema = schema.needingRequest();
    return this;
  }

  /** Its schema has no {@code ResponseGroup}, which callers may give nevertheless. */
  public OperationBuilder withoutGroupsInSchema() {
    schema = schema.withoutGroups();
    return this;
  }

  /** Its schema lets callers leave out who they are. */
  public OperationBuilder unsignedInSchema() {
    schema = schema.unsigned();
    return this;
  }

  /** It has no element that repeats the request. */
  public OperationBuilder withoutEcho() {
    return echoed(Versions.NONE);
  }

  /** Only these versions have an element that repeats the request. */
  public OperationBuilder echoed(Versions versions) {
    schema = schema.echoed(versions);
    return this;
  }

  /** In these versions that element has the very name of the operation (6.3). */
  public OperationBuilder bareEcho(Versions versions) {
    schema = schema.bareEcho(versions);
    return this;
  }

  /** Its answer holds these elements, made from the modern answer itself. */
  public OperationBuilder answers(Shape shape) {
    result = new Result(name + "Result", shape, Optional.empty());
    return this;
  }

  /** Its answer is this structure, made from the modern answer's member of the same name. */
  public OperationBuilder answers(String structure, Shape shape) {
    result = new Result(structure, shape, Optional.of(structure));
    return this;
  }

  /** It takes so many modern calls, which its plan does not tell. */
  public OperationBuilder costs(String calls) {
    notes = new Notes(Optional.of(calls), notes.differs());
    return this;
  }

  /** This is not as it was in the legacy service. */
  public OperationBuilder differs(String how) {
    notes = new Notes(notes.cost(), Optional.of(how));
    return this;
  }

  /** It is one modern call: its parameters, renamed and converted as declared. */
  public Operation calls(String modernOperation, Repeat repeat) {
    return carriedOutBy(new Plan.OneCall(modernOperation, repeat, Optional.empty()));
  }

  /**
   * It is one modern call that must not simply be repeated: when nobody knows whether it took
   * effect, the check tells.
   */
  public Operation calls(String modernOperation, Check check) {
    return carriedOutBy(new Plan.OneCall(modernOperation, Repeat.NEVER, Optional.of(check)));
  }

  /** It is a page of a modern list. */
  public Operation lists(Plan.PagedList list) {
    return carriedOutBy(list);
  }

  /**
   * It is special: code carries it out.
   *
   * @param modernOperations what the code may call, for documents
   */
  public Operation runs(Procedure procedure, String... modernOperations) {
    return carriedOutBy(new Plan.Composed(procedure, List.of(modernOperations), false));
  }

  /**
   * It is special, and as a whole may be repeated.
   *
   * @param modernOperations what the code may call, for documents
   */
  public Operation runsRepeatably(Procedure procedure, String... modernOperations) {
    return carriedOutBy(new Plan.Composed(procedure, List.of(modernOperations), true));
  }

  /** It takes no call: it is answered by the proxy itself. */
  public Operation isAnswered(Function<Arguments, Outcome> answer) {
    return carriedOutBy(new Plan.WithoutCall(answer, false));
  }

  /** It takes no call, and is answered even where the credentials are not complete. */
  public Operation isAnsweredForAnyone(Function<Arguments, Outcome> answer) {
    return carriedOutBy(new Plan.WithoutCall(answer, true));
  }

  private Operation carriedOutBy(Plan plan) {
    return new Operation(name, parameters, rules, groups, result, schema, plan, notes);
  }
}
