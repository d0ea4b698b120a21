package org.mturkproxy.translator.lists;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.value.Structure;

/**
 * A modern list to be read.
 *
 * @param list where it comes from, and what its items are
 * @param inputs the filters: one walk for each, joined to one list
 * @param most where to stop, though there may be more
 */
public record ListQuery(PagedList list, List<Structure> inputs, long most) {

  public ListQuery {
    requireNonNull(list, "list");
    inputs = List.copyOf(inputs);
  }

  /** The same list to its end. */
  ListQuery whole() {
    return new ListQuery(list, inputs, Long.MAX_VALUE);
  }
}
