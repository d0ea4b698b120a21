package org.mturkproxy.translator.catalogue;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.modern.Repeat;

/** How a legacy operation is carried out ({@code mapping.md} 3.1). */
public sealed interface Plan {

  /** The modern operations that it may call, for documents. */
  List<String> modernOperations();

  /** One call with the operation's own parameters. */
  record OneCall(String operation, Repeat repeat) implements Plan {
    @Override
    public List<String> modernOperations() {
      return List.of(operation);
    }
  }

  /**
   * One page of a list, out of the whole modern list ({@code mapping.md} 3.4). Its result is
   * written from {@code NumResults}, {@code TotalNumResults}, {@code PageNumber} and the items.
   *
   * @param operation the modern operation, called until it gives no {@code NextToken}
   * @param items the member that holds the items, in the modern answer and in the result
   * @param id the member that tells items apart; absent where equal ones are different (payments)
   */
  record PagedList(String operation, String items, Optional<String> id) implements Plan {

    /** The parameter that tells which page is wanted, from 1. */
    public static final String PAGE_NUMBER = "PageNumber";

    /** The parameter that tells how many items a page holds; 10 when absent. */
    public static final String PAGE_SIZE = "PageSize";

    @Override
    public List<String> modernOperations() {
      return List.of(operation);
    }
  }

  /** Special: several calls, or rules that only code can say. */
  record Composed(Procedure procedure, List<String> modernOperations) implements Plan {
    public Composed {
      modernOperations = List.copyOf(modernOperations);
    }
  }
}
