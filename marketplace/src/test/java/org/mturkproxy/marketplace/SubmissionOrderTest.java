package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.mturkproxy.config.MarketplaceConfig;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.ListAssignmentsForHitResponse;

/** Whatever the clock says, new work comes after all that was shown. */
@EnabledIf(TestMarketplace.IS_OURS)
class SubmissionOrderTest {

  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return time.get();
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  @Test
  void workHandedInAtAnEqualOrEarlierTimeIsOnTheNextPage() {
    MarketplaceConfig config =
        new MarketplaceConfig(Optional.empty(), BigDecimal.valueOf(1000), true, false);
    try (TestMarketplace marketplace = new TestMarketplace(config, clock);
        MTurkClient alice = marketplace.alice()) {
      String hit = alice.createHIT(Examples.hit().maxAssignments(9).build()).hit().hitId();
      // Accepted first, handed in last: neither the number of the row nor the time is the order.
      String early = marketplace.accept("A0", hit);
      List<String> shown = List.of(marketplace.work("A1", hit), marketplace.work("A2", hit));
      String equal = marketplace.work("A3", hit);
      ListAssignmentsForHitResponse first = page(alice, hit, null);
      assertEquals(shown, ids(first));
      time.updateAndGet(now -> now.minus(Duration.ofMinutes(1)));
      assertEquals(200, marketplace.submit(early).status());
      alice.approveAssignment(r -> r.assignmentId(shown.get(0)));
      ListAssignmentsForHitResponse second = page(alice, hit, first.nextToken());
      assertEquals(List.of(equal, early), ids(second));
      assertNull(second.nextToken());
    }
  }

  private static ListAssignmentsForHitResponse page(MTurkClient client, String hit, String token) {
    return client.listAssignmentsForHIT(r -> r.hitId(hit).maxResults(2).nextToken(token));
  }

  private static List<String> ids(ListAssignmentsForHitResponse page) {
    return page.assignments().stream().map(Assignment::assignmentId).toList();
  }
}
