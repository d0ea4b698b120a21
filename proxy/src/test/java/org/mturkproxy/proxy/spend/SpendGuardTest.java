package org.mturkproxy.proxy.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mturkproxy.proxy.spend.FakeUpstream.afterUnknown;
import static org.mturkproxy.proxy.spend.FakeUpstream.notExecuted;
import static org.mturkproxy.proxy.spend.FakeUpstream.refused;
import static org.mturkproxy.proxy.spend.FakeUpstream.success;
import static org.mturkproxy.proxy.spend.FakeUpstream.unknown;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.SpendCaps;
import org.mturkproxy.proxy.state.SpendLedger;
import org.mturkproxy.proxy.state.SpendLedger.Spender;
import org.mturkproxy.proxy.state.State;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.KeyUpstream;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/** What a key may spend, with a real state file and a clock that moves only when told to. */
@Timeout(60)
class SpendGuardTest {

  private static final String RANGE = "AWS.ParameterOutOfRange";
  private static final String VALUE = "AWS.MechanicalTurk.InvalidParameterValue";
  private static final String FUNDS = "AWS.MechanicalTurk.InsufficientFunds";
  private static final Spender SPENDER = new Spender("AKIAONE", "https://one as AKIAONE");

  @TempDir Path directory;

  private final FakeUpstream upstream = new FakeUpstream();
  private final Hand clock = new Hand();
  private final List<AutoCloseable> open = new ArrayList<>();
  private EventLoops loops;
  private State state;
  private SpendGuard guard;

  @BeforeEach
  void start() throws IOException {
    loops = EventLoops.start(2);
    open(directory);
  }

  private void open(Path where) throws IOException {
    state = State.open(Optional.of(where), loops);
    open.add(0, state);
    guard = new SpendGuard(new SpendLedger(state, clock), loops);
  }

  @AfterEach
  void closeAll() throws Exception {
    upstream.release();
    for (AutoCloseable one : open) {
      one.close();
    }
    loops.close();
  }

  /** Caps in the order of the record; a blank caps nothing. */
  private static SpendCaps caps(
      String reward, String assignments, String bonus, String bonuses, String rewards) {
    return new SpendCaps(
        dollars(reward),
        Optional.of(assignments).filter(text -> !text.isEmpty()).map(Integer::valueOf),
        dollars(bonus),
        dollars(bonuses),
        dollars(rewards));
  }

  private static Optional<BigDecimal> dollars(String text) {
    return Optional.of(text).filter(any -> !any.isEmpty()).map(BigDecimal::new);
  }

  private static ModernCall call(String operation, Object... members) {
    Structure input = Structure.EMPTY;
    for (int i = 0; i < members.length; i += 2) {
      Object value = members[i + 1];
      input =
          input.with(
              (String) members[i],
              value instanceof Value typed
                  ? typed
                  : value instanceof Integer number ? new Whole(number) : new Text((String) value));
    }
    return new ModernCall(operation, input, Repeat.NEVER);
  }

  private static ModernCall bonus(String amount, String token) {
    return call(
        "SendBonus",
        "WorkerId",
        "A1WORKER",
        "AssignmentId",
        "3ASSIGNMENT",
        "BonusAmount",
        amount,
        "Reason",
        "r",
        "UniqueRequestToken",
        token);
  }

  private static ModernCall extension(int more, String token) {
    return call(
        "CreateAdditionalAssignmentsForHIT",
        "HITId",
        "3HIT",
        "NumberOfAdditionalAssignments",
        more,
        "UniqueRequestToken",
        token);
  }

  private static ModernReply hit(String reward, int assignments) {
    return success(
        "{\"HIT\":{\"HITId\":\"3HIT\",\"HITTypeId\":\"3OLD\",\"Reward\":\"%s\",\"MaxAssignments\":%d}}"
            .formatted(reward, assignments));
  }

  private ModernReply send(SpendCaps caps, ModernCall call) throws Exception {
    return begin(guard.around(upstream, SPENDER, caps), call).get(30, TimeUnit.SECONDS);
  }

  private static CompletableFuture<ModernReply> begin(Upstream to, ModernCall call) {
    return to.send(call).toCompletableFuture();
  }

  private static String code(ModernReply reply) {
    return reply.answer() instanceof Refused refused ? refused.turkErrorCode().orElse("") : "";
  }

  private void assertSent(SpendCaps caps, ModernCall call) throws Exception {
    long before = upstream.count(call.operation());
    assertEquals("", code(send(caps, call)));
    assertEquals(before + 1, upstream.count(call.operation()));
  }

  private void assertRefused(String code, SpendCaps caps, ModernCall call) throws Exception {
    long before = upstream.count(call.operation());
    ModernReply reply = send(caps, call);
    assertEquals(code, code(reply), reply.toString());
    assertEquals(Refused.BY_PROXY, ((Refused) reply.answer()).type());
    assertEquals(before, upstream.count(call.operation()));
  }

  private static Value policy(String key, Value... values) {
    Structure parameter =
        Structure.EMPTY.with("Key", new Text(key)).with("Values", new Items(List.of(values)));
    return Structure.EMPTY
        .with("PolicyName", new Text("SimplePlurality/2011-09-01"))
        .with("Parameters", new Items(List.of(parameter)));
  }

  static Stream<Arguments> callsBeyondACap() {
    SpendCaps all = caps("0.50", "9", "2.00", "", "");
    String extend = "ExtendMaximumAssignments";
    return Stream.of(
        arguments(RANGE, all, call("CreateHITType", "Reward", "0.51")),
        arguments(RANGE, all, call("CreateHIT", "Reward", "0.501")),
        arguments(RANGE, all, call("CreateHIT", "Reward", new Whole(1))),
        arguments(RANGE, all, call("CreateHIT", "Reward", "0.10", "MaxAssignments", 10)),
        arguments(RANGE, all, call("CreateHIT", "Reward", "0.10", "MaxAssignments", "10")),
        arguments(RANGE, all, call("CreateHIT", "HITReviewPolicy", policy(extend, new Text("10")))),
        arguments(
            RANGE, all, call("CreateHIT", "AssignmentReviewPolicy", policy(extend, new Whole(10)))),
        arguments(RANGE, all, call("CreateHITWithHITType", "MaxAssignments", 10)),
        arguments(RANGE, all, bonus("2.01", "t")),
        arguments(RANGE, all, bonus("999999999999", "t")),
        arguments(VALUE, all, bonus("1e1", "t")),
        arguments(VALUE, all, bonus("-1.00", "t")),
        arguments(VALUE, all, bonus("1.00 ", "t")),
        arguments(VALUE, all, call("SendBonus", "BonusAmount", new Flag(true))),
        arguments(VALUE, all, call("SendBonus", "BonusAmount", new Items(List.of()))),
        arguments(VALUE, all, call("CreateHIT", "MaxAssignments", "ten")),
        arguments(VALUE, all, call("CreateHIT", "HITReviewPolicy", "text")),
        arguments(VALUE, all, call("CreateHIT", "HITReviewPolicy", policy(extend, new Text("")))),
        arguments(FUNDS, caps("", "", "", "1.99", ""), bonus("2.00", "t")),
        arguments(
            FUNDS,
            caps("", "", "", "", "1.00"),
            call("CreateHIT", "Reward", "0.26", "MaxAssignments", 4)),
        arguments(
            FUNDS,
            caps("", "", "", "", "1.00"),
            call("CreateHIT", "Reward", "0.26", "HITReviewPolicy", policy(extend, new Text("4")))));
  }

  @ParameterizedTest
  @MethodSource("callsBeyondACap")
  void aCallBeyondACapIsNotSent(String code, SpendCaps caps, ModernCall call) throws Exception {
    assertRefused(code, caps, call);
    assertEquals(List.of(), upstream.operations());
  }

  static Stream<ModernCall> callsWithinTheCaps() {
    return Stream.of(
        call("CreateHITType", "Reward", "0.50"),
        call("CreateHIT", "Reward", ".5", "MaxAssignments", 9),
        call("CreateHIT", "Reward", "0.50"),
        call(
            "CreateHIT",
            "Reward",
            "0.05",
            "HITReviewPolicy",
            policy("ExtendMaximumAssignments", new Text("9"))),
        bonus("2.00", "t"),
        bonus("2.000", "t"),
        call("ApproveAssignment", "AssignmentId", "3A"),
        call("GetAccountBalance"));
  }

  @ParameterizedTest
  @MethodSource("callsWithinTheCaps")
  void aCallWithinTheCapsIsSentOnce(ModernCall call) throws Exception {
    assertSent(caps("0.50", "9", "2.00", "2.00", "10.00"), call);
    assertEquals(List.of(call.operation()), upstream.operations());
  }

  @Test
  void aRefusalNamesTheParameterTheCapAndWhatWasAskedFor() throws Exception {
    assertEquals(
        "The value you specified for BonusAmount is invalid. Valid values must be between 0.00 and"
            + " 2.00 USD. This access key may not go beyond that (spend.maxBonus); 2.50 USD was"
            + " asked for.",
        message(send(caps("", "", "2", "", ""), bonus("2.5", "t"))));
    send(caps("", "", "", "5", ""), bonus("4", "paid"));
    assertEquals(
        "This access key may not spend enough today to complete this transaction. With BonusAmount"
            + " it asks for 1.50 USD; of the 5.00 USD of a day (UTC; spend.maxBonusesPerDay), 4.00"
            + " USD are spent or promised.",
        message(send(caps("", "", "", "5", ""), bonus("1.50", "t"))));
  }

  private static String message(ModernReply reply) {
    return ((Refused) reply.answer()).message();
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        arguments("done", success("{}"), false),
        arguments("unknown", unknown(), false),
        arguments("never sent", notExecuted(), true),
        arguments("refused", refused("AWS.MechanicalTurk.InsufficientFunds", "no money"), true),
        arguments("token used by others", refused("AWS.MechanicalTurk.DuplicateCall", "x"), true),
        arguments(
            "the echo of a lost answer",
            afterUnknown(refused("", "The idempotency token \"t\" has already been processed.")),
            false),
        arguments(
            "a refusal after an attempt that nobody heard of",
            afterUnknown(refused("AWS.MechanicalTurk.InsufficientFunds", "no money")),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void whatWasSurelyNotPaidCountsNoMore(String name, ModernReply reply, boolean isFreeAgain)
      throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    upstream.answers("SendBonus", reply);
    assertEquals(reply, send(caps, bonus("0.60", "one")));
    upstream.answers("SendBonus", success("{}"));
    if (isFreeAgain) {
      assertSent(caps, bonus("1.00", "two"));
    } else {
      assertSent(caps, bonus("0.40", "two"));
      assertRefused(FUNDS, caps, bonus("0.01", "three"));
    }
  }

  @Test
  void concurrentBonusesDoNotPassTheCapTogether() throws Exception {
    Upstream guarded = guard.around(upstream, SPENDER, caps("", "", "", "5.00", ""));
    upstream.hold();
    List<CompletableFuture<ModernReply>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(begin(guarded, bonus("1.00", "token " + i)));
    }
    // The refused ones end by themselves, the others when the upstream answers.
    CompletableFuture<?>[] refused = new CompletableFuture<?>[35];
    for (int i = 0; i < refused.length; i++) {
      refused[i] = new CompletableFuture<>();
    }
    for (CompletableFuture<ModernReply> one : all) {
      one.thenAccept(
          reply -> {
            for (CompletableFuture<?> next : refused) {
              if (next.complete(null)) {
                return;
              }
            }
          });
    }
    CompletableFuture.allOf(refused).get(30, TimeUnit.SECONDS);
    assertEquals(5, upstream.count("SendBonus"));
    upstream.release();
    CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
    assertEquals(5, upstream.count("SendBonus"));
    assertEquals(35, all.stream().filter(one -> code(one.join()).equals(FUNDS)).count());
  }

  @Test
  void aRepeatWithItsTokenCountsOnce() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    assertSent(caps, bonus("0.60", "one"));
    assertSent(caps, bonus("0.60", "one"));
    clock.set("2016-05-05T00:00:10Z");
    assertSent(caps, bonus("0.60", "one"));
    assertSent(caps, bonus("1.00", "two"));
  }

  @Test
  void aRepeatOfWhatMayNotHaveBeenPaidCountsOnTheDayThatItIsPaid() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    upstream.answers("SendBonus", unknown());
    send(caps, bonus("0.60", "one"));
    clock.set("2016-05-05T00:00:10Z");
    upstream.answers("SendBonus", success("{}"));
    assertSent(caps, bonus("0.60", "one"));
    assertRefused(FUNDS, caps, bonus("0.41", "two"));
  }

  @Test
  void theSameTokenWithAnotherAmountIsAnotherPayment() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    assertSent(caps, bonus("0.60", "one"));
    assertRefused(FUNDS, caps, bonus("0.70", "one"));
  }

  /** Nobody knows whether the first was carried out, so the second may be the one that is. */
  @Test
  void theSameTokenWithMoreAssignmentsOfAReviewPolicyIsAnotherPromise() throws Exception {
    upstream.answers("CreateHIT", unknown());
    SpendCaps tenADay = caps("", "", "", "", "10.00");
    send(tenADay, hitWithToken());
    ModernCall more =
        new ModernCall(
            "CreateHIT",
            hitWithToken()
                .input()
                .with("HITReviewPolicy", policy("ExtendMaximumAssignments", new Whole(20))),
            Repeat.SAME_TOKEN);
    assertRefused(FUNDS, tenADay, more);
  }

  private static ModernCall hitWithToken() {
    return call("CreateHIT", "UniqueRequestToken", "t", "Reward", "0.50", "MaxAssignments", 1);
  }

  @Test
  void onceItsTokenIsForgottenUpstreamARepeatIsAPayment() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    assertSent(caps, bonus("0.60", "one"));
    clock.set("2016-05-05T10:20:30Z");
    assertSent(caps, bonus("0.60", "one"));
    assertRefused(FUNDS, caps, bonus("0.60", "two"));
  }

  @Test
  void anHourEarlierItCountsAnewToBeSureOnTheSameDayToo() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    clock.set("2016-05-05T00:10:00Z");
    assertSent(caps, bonus("0.60", "one"));
    clock.set("2016-05-05T23:20:00Z");
    assertRefused(FUNDS, caps, bonus("0.60", "one"));
    SpendCaps more = caps("", "", "", "1.20", "");
    upstream.answers("SendBonus", refused("AWS.MechanicalTurk.DuplicateCall", "already"));
    send(more, bonus("0.60", "one"));
    upstream.answers("SendBonus", success("{}"));
    assertSent(more, bonus("0.60", "two"));
    assertRefused(FUNDS, more, bonus("0.01", "three"));
  }

  @Test
  void aDayBeginsAtMidnightUtc() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    clock.set("2016-05-04T23:59:59.999Z");
    assertSent(caps, bonus("1.00", "one"));
    assertRefused(FUNDS, caps, bonus("0.01", "two"));
    clock.set("2016-05-05T00:00:00Z");
    assertSent(caps, bonus("1.00", "three"));
  }

  @Test
  void keysAndAccountsHaveSumsOfTheirOwnAndBonusesAreNotRewards() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "1.00");
    assertSent(caps, bonus("1.00", "one"));
    assertSent(caps, call("CreateHIT", "Reward", "1.00"));
    for (Spender other :
        List.of(
            new Spender("AKIATWO", SPENDER.upstream()),
            new Spender("AKIAONE", "https://two as AKIAONE"))) {
      Upstream theirs = guard.around(upstream, other, caps);
      assertEquals("", code(begin(theirs, bonus("1.00", "one")).get(30, TimeUnit.SECONDS)));
    }
    assertRefused(FUNDS, caps, bonus("0.01", "two"));
    assertRefused(FUNDS, caps, call("CreateHIT", "Reward", "0.01"));
  }

  @Test
  void theSumOutlivesARestartAndAKillInTheMiddleOfAPayment() throws Exception {
    SpendCaps caps = caps("", "", "", "1.00", "");
    assertSent(caps, bonus("0.30", "paid"));
    upstream.hold();
    CompletableFuture<ModernReply> cutOff =
        begin(guard.around(upstream, SPENDER, caps), bonus("0.60", "cut off"));
    while (upstream.count("SendBonus") < 2) {
      Thread.onSpinWait();
    }
    assertEquals(false, cutOff.isDone());
    open(afterAKill());
    upstream.release();
    upstream.answers("SendBonus", success("{}"));

    assertRefused(FUNDS, caps, bonus("0.11", "another"));
    assertSent(caps, bonus("0.60", "cut off"));
    assertSent(caps, bonus("0.10", "another"));
    assertRefused(FUNDS, caps, bonus("0.01", "one more"));
  }

  /** Another process, which finds the files as they are at this moment. */
  private Path afterAKill() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    for (String file : List.of("state.db", "state.db-wal")) {
      Files.copy(directory.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  @Test
  void whatCannotBeWrittenDownIsNotSent() throws Exception {
    state.close();
    ModernReply reply = send(caps("", "", "", "1.00", ""), bonus("0.60", "one"));
    assertEquals(NotExecuted.NOT_KEPT, ((NotExecuted) reply.answer()).type());
    assertEquals(List.of(), upstream.operations());
  }

  @Test
  void aKeyWithoutCapsIsNotGuarded() {
    assertEquals(true, guard.around(upstream, SPENDER, SpendCaps.NONE) == upstream);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"BonusAmount\":\"0.10\",\"BonusAmount\":\"9.00\"}",
        "{\"BonusAmount\":\"0.10\"} {\"BonusAmount\":\"9.00\"}",
        "{\"BonusAmount\":\"0.10\"",
        "[{\"BonusAmount\":\"0.10\"}]",
        "\ufeff{\"BonusAmount\":\"0.10\"}"
      })
  void aBodyThatCanBeReadInTwoWaysIsNotPassedOn(String body) throws Exception {
    KeyUpstream guarded = guard.around(upstream, SPENDER, caps("", "", "1.00", "", ""));
    PassedOn passed =
        guarded
            .pass(call("SendBonus", "BonusAmount", "0.10"), body.getBytes(StandardCharsets.UTF_8))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    assertEquals("AWS.InvalidRequest", code(passed.reply()));
    assertEquals(List.of(), upstream.operations());
  }

  // HIT types: the modern API does not tell their reward.

  private static ModernCall hitOfType() {
    return call("CreateHITWithHITType", "HITTypeId", "3TYPE", "MaxAssignments", 2);
  }

  @Test
  void aTypeThatWasRegisteredHereHasTheRewardThatItWasRegisteredWith() throws Exception {
    upstream.answers("CreateHITType", success("{\"HITTypeId\":\"3TYPE\"}"));
    assertSent(caps("", "", "", "", "9.00"), call("CreateHITType", "Reward", "0.60"));
    assertSent(caps("0.60", "", "", "", ""), hitOfType());
    assertRefused(VALUE, caps("0.59", "", "", "", ""), hitOfType());
    assertRefused(FUNDS, caps("", "", "", "", "1.19"), hitOfType());
    assertSent(caps("", "", "", "", "1.20"), hitOfType());
    assertEquals(0, upstream.count("ListHITs") + upstream.count("ListReviewableHITs"));

    open(afterAKill());
    assertRefused(VALUE, caps("0.59", "", "", "", ""), hitOfType());
  }

  @Test
  void aHitThatWasMadeHereTellsTheRewardOfItsType() throws Exception {
    upstream.answers("CreateHIT", success("{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3TYPE\"}}"));
    assertSent(caps("0.60", "", "", "", ""), call("CreateHIT", "Reward", "0.60"));
    assertRefused(VALUE, caps("0.59", "", "", "", ""), hitOfType());
    assertEquals(0, upstream.count("ListReviewableHITs"));
  }

  @ParameterizedTest
  @CsvSource({"ListReviewableHITs, 1", "ListHITs, 2"})
  void theRewardOfAnotherTypeIsThatOfItsHits(String list, int reviewable) throws Exception {
    upstream.answers(
        list,
        success(
            "{\"HITs\":[{\"HITTypeId\":\"3OTHER\",\"Reward\":\"9.00\"},"
                + "{\"HITTypeId\":\"3TYPE\",\"Reward\":\"0.60\"}]}"));
    assertRefused(VALUE, caps("0.59", "", "", "", ""), hitOfType());
    assertSent(caps("0.60", "", "", "", ""), hitOfType());
    assertEquals(reviewable, upstream.count("ListReviewableHITs"));
  }

  @Test
  void aTypeWhoseRewardNobodyKnowsIsRefusedWhereRewardsAreCapped() throws Exception {
    upstream.answers("ListHITs", success("{\"NextToken\":\"more\",\"HITs\":[]}"));
    for (SpendCaps caps : List.of(caps("0.50", "", "", "", ""), caps("", "", "", "", "5.00"))) {
      assertRefused(VALUE, caps, hitOfType());
      assertRefused(VALUE, caps, call("UpdateHITTypeOfHIT", "HITId", "3HIT", "HITTypeId", "3TYPE"));
    }
    assertTrue(
        message(send(caps("0.50", "", "", "", ""), hitOfType())).contains("Register it again"));
    assertEquals(50, upstream.count("ListHITs"));
    assertSent(caps("", "9", "1.00", "1.00", ""), hitOfType());
  }

  @ParameterizedTest
  @CsvSource({"ListReviewableHITs", "ListHITs"})
  void whenTheRewardCannotBeReadNowTheCallMayPassLater(String list) throws Exception {
    for (ModernReply failed : List.of(notExecuted(), unknown())) {
      upstream.answers(list, failed);
      ModernAnswer answer = send(caps("0.50", "", "", "", ""), hitOfType()).answer();
      assertTrue(answer instanceof NotExecuted, answer.toString());
    }
    assertEquals(0, upstream.count("CreateHITWithHITType"));
  }

  @Test
  void aHitIsNotMovedToATypeThatPaysTooMuchAndWhatItPaysMoreIsPromised() throws Exception {
    upstream.answers("CreateHITType", success("{\"HITTypeId\":\"3TYPE\"}"));
    upstream.answers("GetHIT", hit("0.20", 4));
    send(caps("1.00", "", "", "", ""), call("CreateHITType", "Reward", "0.60"));
    ModernCall move = call("UpdateHITTypeOfHIT", "HITId", "3HIT", "HITTypeId", "3TYPE");
    assertRefused(VALUE, caps("0.59", "", "", "", ""), move);
    assertRefused(FUNDS, caps("", "", "", "", "1.59"), move);
    assertSent(caps("0.60", "", "", "", "1.60"), move);
    assertRefused(FUNDS, caps("", "", "", "", "1.60"), call("CreateHIT", "Reward", "0.01"));
  }

  // More assignments for a HIT that is there.

  static Stream<Arguments> extensions() {
    return Stream.of(
        arguments("", caps("", "9", "", "", ""), 4),
        arguments(RANGE, caps("", "9", "", "", ""), 5),
        arguments(RANGE, caps("", "4", "", "", ""), 1),
        arguments("", caps("0.20", "", "", "", ""), 4),
        arguments(VALUE, caps("0.19", "", "", "", ""), 1),
        arguments("", caps("", "", "", "", "0.80"), 4),
        arguments(FUNDS, caps("", "", "", "", "0.79"), 4),
        arguments("", caps("", "", "1.00", "1.00", ""), 1000));
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void anExtensionIsJudgedByTheHitThatItExtends(String code, SpendCaps caps, int more)
      throws Exception {
    upstream.answers("GetHIT", hit("0.20", 5));
    if (code.isEmpty()) {
      assertSent(caps, extension(more, "t"));
    } else {
      assertRefused(code, caps, extension(more, "t"));
    }
  }

  @Test
  void concurrentExtensionsOfOneHitDoNotPassTheCapTogether() throws Exception {
    Upstream guarded = guard.around(upstream, SPENDER, caps("", "9", "", "", ""));
    String extend = "CreateAdditionalAssignmentsForHIT";
    upstream.answers("GetHIT", () -> hit("0.20", 5 + 3 * (int) upstream.count(extend)));
    upstream.hold();
    List<CompletableFuture<ModernReply>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(begin(guarded, extension(3, "token " + i)));
    }
    upstream.release();
    CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
    assertEquals(1, upstream.count(extend));
    assertEquals(4, all.stream().filter(one -> code(one.join()).equals(RANGE)).count());
  }

  @Test
  void aRepeatedExtensionIsPassedOnThoughTheHitHasItAlready() throws Exception {
    SpendCaps caps = caps("", "9", "", "", "10.00");
    upstream.answers("GetHIT", hit("0.20", 5));
    assertSent(caps, extension(4, "t"));
    upstream.answers("GetHIT", hit("0.20", 9));
    ModernReply duplicate = refused("AWS.MechanicalTurk.DuplicateCall", "already");
    upstream.answers("CreateAdditionalAssignmentsForHIT", duplicate);
    assertEquals(duplicate, send(caps, extension(4, "t")));
    assertRefused(RANGE, caps, extension(4, "another"));
  }

  @Test
  void aHitThatIsNotThereIsWhatTheCallHearsOf() throws Exception {
    ModernReply gone = refused("AWS.MechanicalTurk.HITDoesNotExist", "Hit 3HIT does not exist.");
    upstream.answers("GetHIT", gone);
    assertEquals(gone, send(caps("", "9", "", "", ""), extension(1, "t")));
    upstream.answers("GetHIT", unknown());
    ModernAnswer answer = send(caps("", "9", "", "", ""), extension(1, "t")).answer();
    assertTrue(answer instanceof NotExecuted, answer.toString());
    assertEquals(0, upstream.count("CreateAdditionalAssignmentsForHIT"));
  }

  @Test
  void theReplyOfTheUpstreamIsGivenAsItIs() throws Exception {
    upstream.answers("SendBonus", success("{\"any\":1}"));
    ModernReply reply = send(caps("", "", "", "1.00", ""), bonus("0.60", "one"));
    assertEquals(1, ((Success) reply.answer()).output().path("any").asInt());
  }

  private static final class Hand extends Clock {

    private volatile Instant now = Instant.parse("2016-05-04T10:20:30Z");

    void set(String time) {
      Instant next = Instant.parse(time);
      assertTrue(Duration.between(now, next).toDays() < 2);
      now = next;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("not asked for");
    }
  }
}
