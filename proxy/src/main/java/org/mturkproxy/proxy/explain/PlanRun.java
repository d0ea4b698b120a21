package org.mturkproxy.proxy.explain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.operations.StatisticPolicy;

/**
 * One translation of a legacy call by the translator itself, with sample answers in the place of
 * upstream's. Each has a translator of its own: nothing is remembered from one to the next.
 *
 * @param exchange what the translator made of it
 * @param samples the answers it got
 */
record PlanRun(Exchange exchange, SampleAnswers samples) {

  private static final LegacyTranslator.Options OPTIONS =
      new LegacyTranslator.Options(
          StatisticPolicy.LOWER_BOUNDS, Snapshots.Limits.DEFAULT, Runnable::run);

  /**
   * What may differ from run to run.
   *
   * @param now the time
   * @param token the token of calls that pay or add
   * @param chosen which word an enumeration has, where it is not the first
   * @param varied the scalars of the answers that are to be different
   * @param past the times of the answers that are to be long ago
   */
  record Setting(
      Instant now,
      String token,
      Map<SampleAnswers.Place, Integer> chosen,
      List<SampleAnswers.Place> varied,
      List<SampleAnswers.Place> past) {}

  static PlanRun of(ReceivedRequest request, Setting setting) {
    SampleAnswers samples = new SampleAnswers(setting);
    LegacyTranslator translator =
        LegacyTranslator.planning(
            call ->
                CompletableFuture.completedFuture(
                    new ModernReply(new ModernAnswer.Success(samples.answer(call)), 1)),
            Clock.fixed(setting.now(), ZoneOffset.UTC),
            setting::token,
            OPTIONS);
    ReceivedRequest now = at(request, setting.now());
    return new PlanRun(translator.answer(now).toCompletableFuture().join(), samples);
  }

  private static ReceivedRequest at(ReceivedRequest request, Instant now) {
    return new ReceivedRequest(
        request.requestId(),
        now,
        request.client(),
        request.method(),
        request.target(),
        request.host(),
        request.contentType(),
        request.soapAction(),
        request.userAgent(),
        request.body());
  }

  boolean isRefused() {
    return exchange.answer().errorCode().isPresent();
  }

  List<ModernLeg> legs() {
    return exchange.legs();
  }

  /** Whether another run made the same calls, whatever their members were. */
  boolean callsAs(PlanRun other) {
    return operations().equals(other.operations());
  }

  List<String> operations() {
    return legs().stream().map(leg -> leg.call().operation()).toList();
  }
}
