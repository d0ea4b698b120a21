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

  /** The catalogue of them. */
  public static Catalogue catalogue() {
    List<Operation> all = new ArrayList<>();
    all.addAll(HitOperations.ALL);
    all.addAll(AssignmentOperations.ALL);
    all.addAll(QualificationOperations.ALL);
    all.addAll(WorkerOperations.ALL);
    all.addAll(NotificationOperations.ALL);
    all.addAll(AccountOperations.ALL);
    all.addAll(ReviewOperations.ALL);
    all.addAll(ServiceOperations.ALL);
    return new Catalogue(all);
  }
}
