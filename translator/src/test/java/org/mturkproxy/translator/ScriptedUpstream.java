package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.conformance.SdkModel;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;

/**
 * Answers modern calls from a list, in order, and remembers what it was asked. Each call must be
 * one that the AWS SDK knows, to the last member.
 */
final class ScriptedUpstream implements Upstream {

  private final Deque<ModernReply> replies = new ArrayDeque<>();
  private final List<ModernCall> calls = new ArrayList<>();

  /** Answers the next call with this HTTP answer. */
  ScriptedUpstream answering(int status, String json) {
    return answering(ModernAnswers.read(status, Optional.empty(), json.getBytes(UTF_8)));
  }

  ScriptedUpstream answering(ModernAnswer answer) {
    return answering(new ModernReply(answer, 1));
  }

  ScriptedUpstream answering(ModernReply reply) {
    replies.add(reply);
    return this;
  }

  @Override
  public CompletionStage<ModernReply> send(ModernCall call) {
    SdkModel.check(call);
    calls.add(call);
    if (replies.isEmpty()) {
      throw new AssertionError("not expected: " + call.operation());
    }
    return CompletableFuture.completedFuture(replies.remove());
  }

  /** What was asked, each as {@code Operation{…json…}}. */
  List<String> asked() {
    return calls.stream().map(call -> call.operation() + new String(call.body(), UTF_8)).toList();
  }
}
