package org.mturkproxy.proxy.replay;

import java.util.Set;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.modern.ModernReads;
import org.mturkproxy.translator.operations.LegacyOperations;

/** Which legacy operations only look. */
final class Effects {

  private static final Set<String> ASKING = Set.of("Get", "Search", "Help");

  private final Catalogue catalogue = LegacyOperations.catalogue();

  /** Whether it may pay, make or change something. One that is not known may. */
  boolean mayChange(String operation) {
    return !ASKING.stream().anyMatch(operation::startsWith)
        || !catalogue.find(operation).filter(Effects::asksOnly).isPresent();
  }

  private static boolean asksOnly(Operation operation) {
    return operation.plan().modernOperations().stream().allMatch(ModernReads::onlyReads);
  }
}
