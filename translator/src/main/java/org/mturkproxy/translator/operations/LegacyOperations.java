package org.mturkproxy.translator.operations;

import java.util.ArrayList;
import java.util.List;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Procedure;

/** The declarations of all legacy operations, by subject. */
public final class LegacyOperations {

  private LegacyOperations() {}

  /** Carries on a DisableHIT that has outlasted its call; a failure means that it is not done. */
  public static Procedure errand() {
    return DisableHit::carryOn;
  }

  /** The catalogue of them, with the statistics that are exact. */
  public static Catalogue catalogue() {
    return catalogue(StatisticPolicy.EXACT);
  }

  /**
   * The catalogue of them.
   *
   * @param statistics which statistics are computed
   */
  public static Catalogue catalogue(StatisticPolicy statistics) {
    List<Operation> all = new ArrayList<>();
    all.addAll(HitOperations.ALL);
    all.addAll(AssignmentOperations.ALL);
    all.addAll(QualificationOperations.ALL);
    all.addAll(WorkerOperations.ALL);
    all.addAll(NotificationOperations.ALL);
    all.addAll(AccountOperations.ALL);
    all.addAll(ReviewOperations.ALL);
    all.addAll(ServiceOperations.ALL);
    all.addAll(StatisticOperations.all(statistics));
    return new Catalogue(all);
  }
}
