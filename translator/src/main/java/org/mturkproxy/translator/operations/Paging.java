package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Types.whole;

import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.parameter.Parameter;

/** The parameters of every paged list ({@code legacy-api.md} 4.0.3). */
final class Paging {

  static final Parameter NUMBER =
      optional(PagedList.PAGE_NUMBER, whole(1, Integer.MAX_VALUE)).kept();

  private Paging() {}

  static Parameter sizeUpTo(int most) {
    return optional(PagedList.PAGE_SIZE, whole(1, most)).kept();
  }
}
