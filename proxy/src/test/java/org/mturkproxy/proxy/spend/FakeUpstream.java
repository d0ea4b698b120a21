package org.mturkproxy.proxy.spend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.mturkproxy.proxy.upstream.KeyUpstream;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/** A modern API that says what the test wants, and remembers what it was asked. */
final class FakeUpstream implements KeyUpstream {

  private final Map<String, Supplier<ModernReply>> replies = new ConcurrentHashMap<>();
  private final List<ModernCall> calls = new ArrayList<>();
  private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

  static ModernReply success(String json) {
    try {
      return new ModernReply(new ModernAnswer.Success(new JsonMapper().readTree(json)), 1);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  static ModernReply refused(String code, String message) {
    return new ModernReply(new ModernAnswer.Refused("RequestError", Optional.of(code), message), 1);
  }

  static ModernReply afterUnknown(ModernReply reply) {
    return new ModernReply(reply.answer(), 2, true);
  }

  static ModernReply notExecuted() {
    return new ModernReply(
        new ModernAnswer.NotExecuted(ModernAnswer.NotExecuted.NO_CONNECTION, "refused"), 3);
  }

  static ModernReply unknown() {
    return new ModernReply(
        new ModernAnswer.Unknown(ModernAnswer.Unknown.NO_ANSWER, "timed out"), 2);
  }

  /** From now on, an operation is answered so. */
  FakeUpstream answers(String operation, ModernReply reply) {
    return answers(operation, () -> reply);
  }

  /** From now on, an operation is answered as things are by then. */
  FakeUpstream answers(String operation, Supplier<ModernReply> reply) {
    replies.put(operation, reply);
    return this;
  }

  /** From now on, calls are answered when the test says so. */
  void hold() {
    open = new CompletableFuture<>();
  }

  void release() {
    open.complete(null);
  }

  /** What was asked so far, in the order in which it came. */
  synchronized List<String> operations() {
    return calls.stream().map(ModernCall::operation).toList();
  }

  /** How often an operation was asked for. */
  long count(String operation) {
    return operations().stream().filter(operation::equals).count();
  }

  @Override
  public CompletionStage<PassedOn> pass(ModernCall call, byte[] body) {
    synchronized (this) {
      calls.add(call);
    }
    Supplier<ModernReply> reply = replies.getOrDefault(call.operation(), () -> success("{}"));
    return open.thenApply(any -> new PassedOn(reply.get(), Optional.empty()));
  }
}
