package org.mturkproxy.marketplace.call;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.mturkproxy.marketplace.sigv4.SigV4Verifier;
import org.mturkproxy.marketplace.sigv4.Verdict;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The modern API on the wire (mapping sections 1.2 to 1.6): a signed POST with a target in, an
 * operation carried out in one transaction, JSON out.
 */
public final class ModernApi implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(ModernApi.class);

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final String TARGET_PREFIX = "MTurkRequesterServiceV20170117.";

  private final SigV4Verifier verifier;
  private final Map<String, String> accounts;
  private final Registry registry;
  private final Database database;
  private final PageTokens pages;
  private final Clock clock;

  /**
   * The API over a database.
   *
   * @param accounts the account of each access key id
   */
  public ModernApi(
      SigV4Verifier verifier,
      Map<String, String> accounts,
      Registry registry,
      Database database,
      PageTokens pages,
      Clock clock) {
    this.verifier = verifier;
    this.accounts = Map.copyOf(accounts);
    this.registry = registry;
    this.database = database;
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      return answer(200, run(call, now));
    } catch (ApiException e) {
      return answer(e.status(), body(e, now));
    } catch (RuntimeException e) {
      LOG.error("a call failed", e);
      ApiException fault = ApiException.serviceFault();
      return answer(fault.status(), body(fault, now));
    }
  }

  /** What a call gets for which there is no room; it was not carried out. */
  public static HttpAnswer overloaded() {
    return answer(
        400,
        body(ApiException.framework(400, "ThrottlingException", "Rate exceeded"), Instant.EPOCH));
  }

  private ObjectNode run(HttpCall call, Instant now) {
    RequestHead head = call.head();
    if (!head.method().equals("POST") || !head.path().equals("/") || !head.query().isEmpty()) {
      throw unknownOperation();
    }
    String account = authenticate(call);
    Registry.Entry entry = registry.find(operation(head)).orElseThrow(ModernApi::unknownOperation);
    Input input = Input.of(Json.readObject(call.body()), entry.operation());
    return entry.writes()
        ? database.write(transaction -> run(entry, account, now, input, transaction))
        : database.read(transaction -> run(entry, account, now, input, transaction));
  }

  private ObjectNode run(
      Registry.Entry entry, String account, Instant now, Input input, Transaction transaction) {
    return entry.handler().handle(new Call(account, now, input, transaction, pages)).node();
  }

  private String authenticate(HttpCall call) {
    Verdict verdict = verifier.verify(call.head(), call.body());
    if (verdict instanceof Verdict.Accepted accepted) {
      return accounts.get(accepted.accessKeyId());
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    throw ApiException.framework(400, refused.reason().errorType(), refused.message());
  }

  private static String operation(RequestHead head) {
    String type = only(head, "content-type").split(";", -1)[0].trim().toLowerCase(ROOT);
    String target = only(head, "x-amz-target");
    if (!type.equals(CONTENT_TYPE) || !target.startsWith(TARGET_PREFIX)) {
      throw unknownOperation();
    }
    return target.substring(TARGET_PREFIX.length());
  }

  private static String only(RequestHead head, String name) {
    List<String> values = head.values(name);
    if (values.size() != 1) {
      throw unknownOperation();
    }
    return values.get(0);
  }

  private static ApiException unknownOperation() {
    return ApiException.framework(
        404, "UnknownOperationException", "The requested operation is not known.");
  }

  private static ObjectNode body(ApiException e, Instant now) {
    ObjectNode body = Json.object().put("__type", e.type());
    if (e.framework()) {
      return body.put("message", e.getMessage());
    }
    body.put("Message", e.getMessage() + " (" + now.toEpochMilli() + ")");
    e.turkErrorCode().ifPresent(code -> body.put("TurkErrorCode", code));
    return body;
  }

  private static HttpAnswer answer(int status, ObjectNode body) {
    return new HttpAnswer(
        status,
        List.of(
            new Header("Content-Type", CONTENT_TYPE),
            new Header("x-amzn-RequestId", UUID.randomUUID().toString())),
        Json.bytes(body));
  }
}
