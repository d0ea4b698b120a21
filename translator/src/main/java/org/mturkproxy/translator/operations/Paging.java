package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.parameter.Types.whole;
import static org.mturkproxy.translator.result.Content.NUMBER;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.structure;

import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Sorting;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.Shape;

/** What paged lists have in common ({@code legacy-api.md} 4.0.3). */
final class Paging {

  static final Parameter NUMBER_OF_PAGE =
      optional(PagedList.PAGE_NUMBER, whole(1, Integer.MAX_VALUE)).kept();

  static final Parameter SIZE_OF_PAGE = sizeUpTo(100);

  static final Parameter DIRECTION =
      optional(Sorting.SORT_DIRECTION, oneOf(Vocabularies.SORT_DIRECTION)).kept();

  private Paging() {}

  static Parameter sizeUpTo(int most) {
    return optional(PagedList.PAGE_SIZE, whole(1, most)).kept();
  }

  /** The properties have a type of their own for each operation. */
  static Parameter property(Vocabulary properties) {
    return optional(Sorting.SORT_PROPERTY, oneOf(properties)).kept();
  }

  /** The counters in the order of REST, then the items. Most schemas have another order (6.4). */
  static Shape page(String item, Shape shape, String items) {
    return Shape.of(
        element("NumResults", NUMBER),
        element("TotalNumResults", NUMBER),
        element("PageNumber", NUMBER),
        structure(item, shape).from(items).repeated());
  }

  /** A page whose number comes first in the schema. */
  static Shape numberedPage(String item, Shape shape, String items) {
    return page(item, shape, items).inSchema("PageNumber");
  }
}
