package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.ListAssignmentsForHitResponse;
import software.amazon.awssdk.services.mturk.model.ListHiTsResponse;

/** Pages of large documents are short, and the walk over them is complete. */
@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class PageSizeTest {

  private static final int MOST_BYTES = 1024 * 1024;

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Test
  void hitsWithLargeQuestionsAreListedCompletelyOverSeveralPages() {
    String question = Examples.HTML_QUESTION.replace("<body>", "<body>" + "x".repeat(60 * 1024));
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      created.add(alice.createHIT(Examples.hit().question(question).build()).hit().hitId());
    }
    List<String> listed = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      ListHiTsResponse page = alice.listHITs(r -> r.maxResults(100).nextToken(next));
      assertTrue(page.hiTs().stream().mapToInt(h -> h.question().length()).sum() <= MOST_BYTES);
      assertEquals(page.numResults(), page.hiTs().size());
      page.hiTs().stream().map(HIT::hitId).forEach(listed::add);
      pages.add(page.numResults());
      token = page.nextToken();
    } while (token != null);
    assertEquals(created, listed);
    assertEquals(List.of(16, 14), pages);
  }

  /** The three statuses are read one by one and shown in the order of submission. */
  @Test
  void assignmentsWithLargeAnswersAreListedInTheOrderOfSubmission() {
    String hit = alice.createHIT(Examples.hit().maxAssignments(12).build()).hit().hitId();
    String answer = Examples.answer("q1", "x".repeat(200 * 1024));
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String id = marketplace.work("A" + i, hit, answer);
      submitted.add(id);
      if (i % 3 == 1) {
        alice.approveAssignment(r -> r.assignmentId(id));
      } else if (i % 3 == 2) {
        alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback("no"));
      }
    }
    List<String> listed = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      ListAssignmentsForHitResponse page =
          alice.listAssignmentsForHIT(r -> r.hitId(hit).maxResults(100).nextToken(next));
      page.assignments().stream().map(Assignment::assignmentId).forEach(listed::add);
      pages.add(page.numResults());
      token = page.nextToken();
    } while (token != null);
    assertEquals(submitted, listed);
    assertEquals(List.of(5, 5, 2), pages);
  }

  @Test
  void anAnswerHasALimit() {
    String hit = alice.createHIT(Examples.hit().build()).hit().hitId();
    String id = marketplace.accept("A1", hit);
    int room = 256 * 1024 - Examples.answer("q1", "").length();
    // Two bytes each in UTF-8.
    String tooLarge = Examples.answer("q1", "\u00e9".repeat(room / 2 + 1));
    assertEquals("ParameterValidationError", marketplace.submit(id, tooLarge).type());
    String largest = Examples.answer("q1", "\u00e9".repeat(room / 2));
    assertEquals(200, marketplace.submit(id, largest).status());
  }
}
