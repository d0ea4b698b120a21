package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertValidation;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.ListWorkerBlocksResponse;
import software.amazon.awssdk.services.mturk.model.WorkerBlock;

@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class WorkerBlockTest {

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Shows({"CreateWorkerBlock.Reason", "CreateWorkerBlock.WorkerId", "DeleteWorkerBlock.WorkerId"})
  @Test
  void blockingTwiceAndUnblockingTwiceSucceed() {
    block("A1", "bad");
    block("A1", "worse");
    assertEquals(
        List.of(WorkerBlock.builder().workerId("A1").reason("worse").build()),
        alice.listWorkerBlocks().workerBlocks());
    alice.deleteWorkerBlock(r -> r.workerId("A1").reason("sorry"));
    alice.deleteWorkerBlock(r -> r.workerId("A1"));
    assertEquals(0, alice.listWorkerBlocks().numResults());
  }

  @Shows({"ListWorkerBlocks.MaxResults", "ListWorkerBlocks.NextToken"})
  @Test
  void aWalkMissesNothingAndRepeatsNothingWhileTheListChanges() {
    IntStream.range(0, 25).forEach(i -> block("A" + i, "r"));
    ListWorkerBlocksResponse first = alice.listWorkerBlocks();
    assertEquals(10, first.numResults(), "the default page size");
    alice.deleteWorkerBlock(r -> r.workerId("A3"));
    alice.deleteWorkerBlock(r -> r.workerId("A9"));
    block("A25", "r");
    ListWorkerBlocksResponse rest =
        alice.listWorkerBlocks(r -> r.nextToken(first.nextToken()).maxResults(100));
    assertEquals(
        IntStream.rangeClosed(10, 25).mapToObj(i -> "A" + i).toList(),
        rest.workerBlocks().stream().map(WorkerBlock::workerId).toList());
    assertEquals(null, rest.nextToken());
  }

  @Test
  void aListWhoseEndIsThePagesEndHasNoNextPage() {
    IntStream.range(0, 10).forEach(i -> block("A" + i, "r"));
    assertEquals(null, alice.listWorkerBlocks().nextToken());
  }

  @Test
  void eachAccountHasItsOwn() {
    block("A1", "bad");
    try (MTurkClient bob = marketplace.bob()) {
      assertEquals(0, bob.listWorkerBlocks().numResults());
    }
  }

  @Test
  void theReasonMustSaySomething() {
    assertParameterError(
        "The value \"\" is not valid for the parameter Reason. It must not be empty.",
        () -> block("A1", ""));
    assertValidation(
        "Value null at 'reason' failed to satisfy constraint: Member must not be null",
        () -> alice.createWorkerBlock(r -> r.workerId("A1")));
  }

  @Test
  void aPageHasUpToAHundred() {
    assertValidation(
        "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less"
            + " than or equal to 100",
        () -> alice.listWorkerBlocks(r -> r.maxResults(101)));
    assertValidation(
        "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater"
            + " than or equal to 1",
        () -> alice.listWorkerBlocks(r -> r.maxResults(0)));
  }

  private void block(String worker, String reason) {
    alice.createWorkerBlock(r -> r.workerId(worker).reason(reason));
  }
}
