package org.mturkproxy.marketplace.workerapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.marketplace.assignments.Assignment;
import org.mturkproxy.marketplace.assignments.Work;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.CrossSite;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.call.JsonAnswers;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.model.Operation;
import org.mturkproxy.marketplace.model.WorkerInterface;
import org.mturkproxy.marketplace.qualifications.QualificationRequests;
import org.mturkproxy.marketplace.workers.WorkerMail;

/**
 * Everything under {@code /worker/}: POST with a JSON object ({@code Content-Type:
 * application/json}), answered with a JSON object. Files come by {@link FileUploads}. Web pages are
 * refused. A refusal has HTTP 400 and {@code {"__type","message"}}, where the type names the rule.
 */
public final class WorkerApi implements HttpService {

  private static final Pattern ONE_ASSIGNMENT =
      Pattern.compile("/worker/assignments/([A-Z0-9]{1,64})/(submit|return)");

  private final Transactions transactions;
  private final Work work;
  private final QualificationRequests requests;
  private final Clock clock;

  /** The interface over the same data as the Requesters' API. */
  public WorkerApi(
      Transactions transactions, Work work, QualificationRequests requests, Clock clock) {
    this.transactions = transactions;
    this.work = work;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    return JsonAnswers.of(() -> run(call), clock);
  }

  private ObjectNode run(HttpCall call) {
    if (!call.head().method().equals("POST")) {
      throw ApiException.nothingHere();
    }
    CrossSite.refusePages(call);
    String path = call.head().path();
    CrossSite.requireJson(call);
    Matcher assignment = ONE_ASSIGNMENT.matcher(path);
    if (assignment.matches()) {
      return assignment.group(2).equals("submit")
          ? submit(assignment.group(1), input(call, WorkerInterface.SUBMIT))
          : giveBack(assignment.group(1));
    }
    return switch (path) {
      case "/worker/assignments" -> acceptAndSubmit(input(call, WorkerInterface.ACCEPT_AND_SUBMIT));
      case "/worker/assignments/accept" -> accept(input(call, WorkerInterface.ACCEPT));
      case "/worker/qualification-requests" ->
          requestQualification(input(call, WorkerInterface.REQUEST_QUALIFICATION));
      case "/worker/qualification-requests/start" ->
          startTest(input(call, WorkerInterface.START_TEST));
      case "/worker/messages" -> messages(input(call, WorkerInterface.MESSAGES));
      default -> throw ApiException.nothingHere();
    };
  }

  private ObjectNode accept(Input input) {
    return transactions.write(
        (transaction, now) ->
            new Output()
                .text(
                    "AssignmentId",
                    work.accept(transaction, input.text("WorkerId"), input.text("HITId"), now))
                .node());
  }

  private ObjectNode acceptAndSubmit(Input input) {
    return transactions.write(
        (transaction, now) -> {
          String id = work.accept(transaction, input.text("WorkerId"), input.text("HITId"), now);
          Assignment submitted = work.submit(transaction, id, input.text("Answer"), now);
          return new Output().text("AssignmentId", submitted.id()).node();
        });
  }

  private ObjectNode submit(String id, Input input) {
    return transactions.write(
        (transaction, now) -> {
          Assignment submitted = work.submit(transaction, id, input.text("Answer"), now);
          return new Output().text("AssignmentId", submitted.id()).node();
        });
  }

  private ObjectNode giveBack(String id) {
    return transactions.write(
        (transaction, now) -> {
          work.giveBack(transaction, id, now);
          return Output.nothing().node();
        });
  }

  private ObjectNode requestQualification(Input input) {
    return transactions.write(
        (transaction, now) -> requests.request(transaction, input, now).node());
  }

  private ObjectNode startTest(Input input) {
    return transactions.write(
        (transaction, now) -> requests.startTest(transaction, input, now).node());
  }

  private ObjectNode messages(Input input) {
    List<Output> messages =
        transactions.read(
            (transaction, now) -> WorkerMail.inbox(transaction, input.text("WorkerId")));
    return new Output().structures("Messages", messages).node();
  }

  private static Input input(HttpCall call, Operation operation) {
    ObjectNode given = Json.readBody(call.body());
    return Input.of(given, operation);
  }
}
