package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * Where a naive proxy loses money ({@code mapping.md} 5.1); the other traps are tagged elsewhere.
 */
final class TrapsOfMoneyTest {

  private static final String HIT =
      "Title=t&Description=d&Reward.Amount=0.05&AssignmentDurationInSeconds=60"
          + "&LifetimeInSeconds=60&Question=q";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  @Test
  @Tag("trap-5.1.3")
  @DisplayName("trap 5.1.3: twins that are meant get tokens of their own")
  void twinsThatAreMeantGetTokensOfTheirOwn() throws IOException {
    List<ModernCall> calls = new ArrayList<>();
    Requester requester =
        new Requester(
            LegacyClient.KEY,
            new LegacySecret(LegacyClient.SECRET),
            call -> {
              calls.add(call);
              byte[] hit = "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}}".getBytes(UTF_8);
              return CompletableFuture.completedFuture(
                  new ModernReply(ModernAnswers.read(200, Optional.empty(), hit), 1));
            },
            false);
    LegacyTranslator translator =
        new LegacyTranslator(
            id -> Optional.of(requester),
            Clock.fixed(LegacyClient.NOW, ZoneOffset.UTC),
            (id, fault) -> {});
    String target = "/?" + LegacyClient.signed("CreateHIT") + "&" + HIT;
    for (int i = 0; i < 3; i++) {
      ReceivedRequest request =
          new ReceivedRequest(
              "id", LegacyClient.NOW, "c", "GET", target, "h", "", "", "", ByteBuffer.allocate(0));
      translator.answer(request).toCompletableFuture().join();
    }
    Set<String> tokens = new HashSet<>();
    for (ModernCall call : calls) {
      tokens.add(new ObjectMapper().readTree(call.body()).get("UniqueRequestToken").asText());
    }
    assertEquals(List.of(3, 3), List.of(calls.size(), tokens.size()));
  }

  @Test
  @Tag("trap-5.1.7")
  @DisplayName("trap 5.1.7: ApproveAssignment never overrides a rejection")
  void approveAssignmentNeverOverridesARejection() {
    upstream.answering(200, "");
    client.call("ApproveAssignment", "AssignmentId=3A&OverrideRejection=true");
    assertEquals(List.of("ApproveAssignment{\"AssignmentId\":\"3A\"}"), upstream.asked());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "AutoApprovalDelayInSeconds=0, 0",
    "AutoApprovalDelayInSeconds=1, 1",
    "AutoApprovalDelayInSeconds=, 2592000",
    "Keywords=, 2592000"
  })
  @Tag("trap-5.1.9")
  @DisplayName("trap 5.1.9: 0 approves at once, absent after thirty days")
  void aDelayOfZeroIsNotAnAbsentOne(String parameter, int delay) throws IOException {
    assertEquals(delay, created(parameter).get("AutoApprovalDelayInSeconds").asInt());
    ScriptedUpstream other = new ScriptedUpstream().answering(200, "{\"HITTypeId\":\"3T\"}");
    Exchange registered = new LegacyClient(other).call("RegisterHITType", HIT + "&" + parameter);
    assertEquals(
        delay,
        new ObjectMapper()
            .readTree(registered.legs().get(0).call().body())
            .get("AutoApprovalDelayInSeconds")
            .asInt());
  }

  private JsonNode created(String parameters) throws IOException {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}}");
    Exchange exchange = client.call("CreateHIT", HIT + "&" + parameters);
    return new ObjectMapper().readTree(exchange.legs().get(0).call().body());
  }

  /** Arabic has digits of its own, Turkish an i without a dot, Germany a comma for the point. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ar-EG-u-nu-arab", "tr-TR", "de-DE", "th-TH-u-ca-buddhist"})
  @Tag("trap-5.1.11")
  @Tag("trap-5.3.12")
  @DisplayName("trap 5.3.12: where the machine stands changes nothing")
  void whereTheMachineStandsChangesNothing(String locale) {
    Locale before = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      String hit =
          "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\",\"Reward\":\"1234.5\",\"CreationTime\":1462357230,"
              + "\"MaxAssignments\":12345,\"Title\":\"I\"}}";
      // The second answers the look for what is missing here.
      upstream.answering(200, hit).answering(200, hit);
      Exchange exchange =
          client.call("CreateHIT", HIT + "&ResponseGroup=HITDETAIL&maxassignments=12345");
      assertTrue(
          upstream.asked().get(0).contains("\"MaxAssignments\":12345"), upstream.asked().get(0));
      assertTrue(upstream.asked().get(0).contains("\"Reward\":\"0.05\""));
      String xml = exchange.answer().xml();
      assertTrue(xml.contains("<CreationTime>2016-05-04T10:20:30Z</CreationTime>"), xml);
      assertTrue(xml.contains("<FormattedPrice>$1,234.50</FormattedPrice>"), xml);
      assertTrue(xml.contains("<Amount>1234.50</Amount>"), xml);
      assertTrue(xml.contains("<MaxAssignments>12345</MaxAssignments>"), xml);
    } finally {
      Locale.setDefault(before);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  @Tag("trap-5.1.16")
  @DisplayName("trap 5.1.16: more than a hundred Workers are refused, not split")
  void moreThanAHundredWorkersAreRefusedNotSplit() {
    String workers =
        IntStream.rangeClosed(1, 101)
            .mapToObj(n -> "&WorkerId." + n + "=A" + n + "W")
            .collect(Collectors.joining());
    Exchange exchange = client.call("NotifyWorkers", "Subject=s&MessageText=m" + workers);
    assertEquals(Optional.of("AWS.ExceededMaximumParameterValues"), exchange.answer().errorCode());
    assertEquals(List.of(), upstream.asked());
  }
}
