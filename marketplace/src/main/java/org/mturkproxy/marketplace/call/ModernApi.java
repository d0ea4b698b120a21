package org.mturkproxy.marketplace.call;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.mturkproxy.marketplace.sigv4.SigV4Verifier;
import org.mturkproxy.marketplace.sigv4.Verdict;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * The modern API on the wire (mapping sections 1.2 to 1.6): a signed POST with a target in, an
 * operation carried out in one transaction, JSON out.
 */
public final class ModernApi implements HttpService {

  private static final String TARGET_PREFIX = "MTurkRequesterServiceV20170117.";

  private final SigV4Verifier verifier;
  private final UnaryOperator<String> accounts;
  private final Registry registry;
  private final Transactions transactions;
  private final PageTokens pages;
  private final Optional<RateLimit> limit;
  private final Clock clock;

  /**
   * The API over a database.
   *
   * @param accounts the account of each access key id
   * @param limit how often each account may call
   */
  public ModernApi(
      SigV4Verifier verifier,
      UnaryOperator<String> accounts,
      Registry registry,
      Transactions transactions,
      PageTokens pages,
      Optional<RateLimit> limit,
      Clock clock) {
    this.verifier = verifier;
    this.accounts = accounts;
    this.registry = registry;
    this.transactions = transactions;
    this.pages = pages;
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    return JsonAnswers.of(() -> run(call), clock);
  }

  /** What a call gets for which there is no room; it was not carried out. */
  public static HttpAnswer throttled() {
    return JsonAnswers.error(ApiException.throttled(), Instant.EPOCH);
  }

  /** What a call gets that ended in an error of ours. */
  public static HttpAnswer failed(Instant now) {
    return JsonAnswers.error(ApiException.serviceFault(), now);
  }

  private ObjectNode run(HttpCall call) {
    RequestHead head = call.head();
    if (!head.method().equals("POST") || !head.path().equals("/") || !head.query().isEmpty()) {
      throw unknownOperation();
    }
    String account = authenticate(call);
    limit.ifPresent(each -> each.take(account));
    Registry.Entry entry = registry.find(operation(head)).orElseThrow(ModernApi::unknownOperation);
    Input input = Input.of(Json.readObject(call.body()), entry.operation());
    BiFunction<Transaction, Instant, ObjectNode> work =
        (transaction, now) ->
            entry.handler().handle(new Call(account, now, input, transaction, pages)).node();
    return switch (entry.access()) {
      case READ -> transactions.read(work);
      case WRITE -> transactions.write(work);
      case READ_TIMELESS -> transactions.readTimeless(work);
      case WRITE_TIMELESS -> transactions.writeTimeless(work);
    };
  }

  private String authenticate(HttpCall call) {
    Verdict verdict = verifier.verify(call.head(), call.body());
    if (verdict instanceof Verdict.Accepted accepted) {
      return accounts.apply(accepted.accessKeyId());
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    throw ApiException.framework(400, refused.reason().errorType(), refused.message());
  }

  private static String operation(RequestHead head) {
    String type = only(head, "content-type").split(";", -1)[0].trim().toLowerCase(ROOT);
    String target = only(head, "x-amz-target");
    if (!type.equals(JsonAnswers.CONTENT_TYPE) || !target.startsWith(TARGET_PREFIX)) {
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
}
