package org.mturkproxy.marketplace.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The script of faults: for each call the first one that concerns it and is not used up. */
public final class Faults {

  private static final class Armed {
    private final Fault fault;
    private long left;
    private long credit;

    Armed(Fault fault) {
      this.fault = fault;
      this.left = fault.count();
    }

    /** Spreads the hits evenly, without chance, so that a test that fails fails again. */
    boolean hits(String operation) {
      if (left <= 0 || !fault.concerns(operation)) {
        return false;
      }
      credit += fault.percent();
      if (credit < 100) {
        return false;
      }
      credit -= 100;
      left--;
      return true;
    }
  }

  private final List<Armed> script = new ArrayList<>();

  /** Replaces the script. */
  synchronized void set(List<Fault> faults) {
    script.clear();
    faults.forEach(fault -> script.add(new Armed(fault)));
  }

  /** What happens to this call. */
  synchronized Optional<Fault> next(String operation) {
    return script.stream()
        .filter(armed -> armed.hits(operation))
        .findFirst()
        .map(armed -> armed.fault);
  }
}
