package org.mturkproxy.translator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mturkproxy.translator.modern.ModernReads;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.result.ResponseGroup;

/** How a legacy operation is carried out ({@code mapping.md} 3.1). */
public sealed interface Plan {

  /** The modern operations that it may call, for documents. */
  List<String> modernOperations();

  /** Whether it may change anything upstream. */
  default boolean changes() {
    return modernOperations().stream().anyMatch(name -> !ModernReads.onlyReads(name));
  }

  /**
   * One call with the operation's own parameters.
   *
   * @param repeat whether the transport may repeat it
   * @param check how to find out whether it took effect when nobody knows; absent where that is
   *     never asked
   */
  record OneCall(String operation, Repeat repeat, Optional<Check> check) implements Plan {
    @Override
    public List<String> modernOperations() {
      List<String> all = new ArrayList<>(List.of(operation));
      check.ifPresent(looks -> all.addAll(looks.operations()));
      return List.copyOf(all);
    }
  }

  /**
   * One page of a list, out of the whole modern list ({@code mapping.md} 3.4). Its result is
   * written from {@code NumResults}, {@code TotalNumResults}, {@code PageNumber} and the items.
   *
   * @param operation the modern operation, called until it gives no {@code NextToken}
   * @param items the member that holds the items, in the modern answer and in the result
   * @param id the member that tells items apart; absent where equal ones are different (payments)
   * @param sorting the order; absent: upstream's
   * @param walkedByEach a legacy parameter with a list of values where the modern one takes a
   *     single value: one walk for each
   * @param boundedUnless a flag without which the list is everybody's and is not read to its end
   * @param large what is not kept of the items
   */
  record PagedList(
      String operation,
      String items,
      Optional<String> id,
      Optional<Sorting> sorting,
      Optional<String> walkedByEach,
      Optional<String> boundedUnless,
      Optional<Large> large)
      implements Plan {

    /** The parameter that tells which page is wanted, from 1. */
    public static final String PAGE_NUMBER = "PageNumber";

    /** The parameter that tells how many items a page holds; 10 when absent. */
    public static final String PAGE_SIZE = "PageSize";

    /**
     * A member that is dropped while a list is read ({@code mapping.md} 3.4 rule 10).
     *
     * @param member the member
     * @param look how it is had for the items of one page; absent where no answer shows it
     */
    public record Large(String member, Optional<Look> look) {}

    /**
     * Reads one item by its id, where the large member is asked for.
     *
     * @param group the response group that shows it
     * @param operation the modern operation
     * @param structure the member of its answer that is the item
     */
    public record Look(ResponseGroup group, String operation, String structure) {}

    /** A list whose items have this id. */
    public static PagedList of(String operation, String items, String id) {
      return ofPayments(operation, items).with(Optional.of(id), Optional.empty());
    }

    /** A list in which equal items are different ones. */
    public static PagedList ofPayments(String operation, String items) {
      Optional<String> none = Optional.empty();
      return new PagedList(operation, items, none, Optional.empty(), none, none, Optional.empty());
    }

    /** This list, in an order that the caller may choose. */
    public PagedList sorted(Sorting by) {
      return with(id, Optional.of(by));
    }

    private PagedList with(Optional<String> itemId, Optional<Sorting> by) {
      return new PagedList(operation, items, itemId, by, walkedByEach, boundedUnless, large);
    }

    /** This list, walked once for each value of a parameter. */
    public PagedList walkedByEach(String parameter) {
      return new PagedList(
          operation, items, id, sorting, Optional.of(parameter), boundedUnless, large);
    }

    /** This list, read only so far unless the flag is true. */
    public PagedList boundedUnless(String flag) {
      return new PagedList(operation, items, id, sorting, walkedByEach, Optional.of(flag), large);
    }

    /** This list, without a large member of its items. */
    public PagedList without(Large member) {
      return new PagedList(
          operation, items, id, sorting, walkedByEach, boundedUnless, Optional.of(member));
    }

    @Override
    public List<String> modernOperations() {
      return large
          .flatMap(Large::look)
          .map(look -> List.of(operation, look.operation()))
          .orElseGet(() -> List.of(operation));
    }
  }

  /**
   * Answered by the proxy itself.
   *
   * @param answer the end of a request
   * @param forAnyone whether it is answered, too, where the credentials are not complete
   */
  record WithoutCall(Function<Arguments, Outcome> answer, boolean forAnyone) implements Plan {
    @Override
    public List<String> modernOperations() {
      return List.of();
    }
  }

  /**
   * Special: several calls, or rules that only code can say.
   *
   * @param repeatable whether the whole may be carried out again and again without harm
   */
  record Composed(Procedure procedure, List<String> modernOperations, boolean repeatable)
      implements Plan {
    public Composed {
      modernOperations = List.copyOf(modernOperations);
    }
  }
}
