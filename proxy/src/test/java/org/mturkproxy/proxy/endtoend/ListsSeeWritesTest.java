package org.mturkproxy.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that writes and lists again sees what it wrote, however lists are kept. */
final class ListsSeeWritesTest {

  private LegacySite site;
  private Objects objects;

  @BeforeEach
  void start() throws IOException {
    site = new LegacySite(Duration.ofSeconds(25));
    objects = new Objects(site);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String total(String operation, String... parameters) {
    return site.call(operation, parameters).succeeded().text("TotalNumResults");
  }

  @Test
  @Tag("trap-5.3.4")
  @DisplayName("trap 5.3.4: hits that come, expire and go")
  void hitsThatComeExpireAndGo() {
    String hit = objects.hit();
    assertEquals("1", total("SearchHITs"));
    objects.hit();
    assertEquals(List.of("2", "0"), List.of(total("SearchHITs"), total("GetReviewableHITs")));
    site.call("ForceExpireHIT", "HITId", hit).succeeded();
    assertEquals(List.of("2", "1"), List.of(total("SearchHITs"), total("GetReviewableHITs")));
    site.call("DisposeHIT", "HITId", hit).succeeded();
    assertEquals(List.of("1", "0"), List.of(total("SearchHITs"), total("GetReviewableHITs")));
  }

  @Test
  @Tag("trap-5.3.4")
  @DisplayName("trap 5.3.4: assignments that are decided, and bonuses that are paid")
  void assignmentsThatAreDecidedAndBonusesThatArePaid() {
    String assignment = objects.submittedAssignment();
    String hit = site.call("GetAssignment", "AssignmentId", assignment).succeeded().text("HITId");
    String[] submitted = {"HITId", hit, "AssignmentStatus", "Submitted"};
    assertEquals("1", total("GetAssignmentsForHIT", submitted));
    site.call("RejectAssignment", "AssignmentId", assignment).succeeded();
    assertEquals("0", total("GetAssignmentsForHIT", submitted));
    String[] bonuses = {"AssignmentId", assignment};
    assertEquals("0", total("GetBonusPayments", bonuses));
    site.call(
            "GrantBonus",
            "AssignmentId",
            assignment,
            "WorkerId",
            Objects.WORKER,
            "BonusAmount.Amount",
            "0.10",
            "Reason",
            "x")
        .succeeded();
    assertEquals("1", total("GetBonusPayments", bonuses));
  }

  @Test
  @Tag("trap-5.3.4")
  @DisplayName("trap 5.3.4: Qualifications, their types, and blocked Workers")
  void qualificationsTheirTypesAndBlockedWorkers() {
    String[] mine = {"MustBeOwnedByCaller", "true"};
    assertEquals("0", total("SearchQualificationTypes", mine));
    String type = objects.qualificationType();
    assertEquals("1", total("SearchQualificationTypes", mine));
    String[] holders = {"QualificationTypeId", type};
    assertEquals("0", total("GetQualificationsForQualificationType", holders));
    site.call("AssignQualification", "QualificationTypeId", type, "WorkerId", Objects.WORKER)
        .succeeded();
    assertEquals("1", total("GetQualificationsForQualificationType", holders));
    site.call("DisposeQualificationType", "QualificationTypeId", type).succeeded();
    assertEquals("0", total("SearchQualificationTypes", mine));

    assertEquals("0", total("GetBlockedWorkers"));
    site.call("BlockWorker", "WorkerId", Objects.WORKER, "Reason", "x").succeeded();
    assertEquals("1", total("GetBlockedWorkers"));
    site.call("UnblockWorker", "WorkerId", Objects.WORKER).succeeded();
    assertEquals("0", total("GetBlockedWorkers"));
  }
}
