package org.mturkproxy.translator.wire;

import java.util.List;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * Makes a tree of pairs with dotted names such as {@code
 * QualificationRequirement.2.LocaleValue.Country}. Bounded, for whoever calls may be hostile: no
 * declared parameter comes near the bounds.
 */
final class ParameterTree {

  /** No parameter has more than five names and their numbers. */
  private static final int MOST_STEPS = 12;

  /** A batch of 500 requests with 40 names each. */
  private static final int MOST_NODES = 20_000;

  /** Longer than any list; what has more digits is a name. */
  private static final int MOST_DIGITS = 9;

  private final ParameterNode root = new ParameterNode(ParameterNode.UNNUMBERED);
  private int nodes;

  private ParameterTree() {}

  /**
   * Makes the tree.
   *
   * @throws RefusedException for one that is too deep or too large
   */
  static ParameterNode of(List<Pair> pairs) {
    ParameterTree tree = new ParameterTree();
    pairs.forEach(tree::put);
    return tree.root;
  }

  private void put(Pair pair) {
    String[] steps = pair.name().split("\\.", MOST_STEPS + 1);
    if (steps.length > MOST_STEPS) {
      throw new RefusedException(
          LegacyErrors.unreadable("the parameter " + pair.name() + " has too many parts."));
    }
    ParameterNode node = root;
    for (int i = 0; i < steps.length; i++) {
      if (i > 0 && isNumber(steps[i])) {
        // Two numbers in a row: npm mturk-api spells out WorkerId=AB as WorkerId.0.0=A beside it.
        node.numberTwice();
        return;
      }
      boolean numbered = i + 1 < steps.length && isNumber(steps[i + 1]);
      String name = steps[i];
      int number = numbered ? Integer.parseInt(steps[++i]) : ParameterNode.UNNUMBERED;
      node = child(node, name, number);
    }
    node.add(pair.value());
  }

  private ParameterNode child(ParameterNode parent, String name, int number) {
    if (!parent.has(name, number) && ++nodes > MOST_NODES) {
      throw new RefusedException(LegacyErrors.unreadable("it has too many parameters."));
    }
    return parent.child(name, number);
  }

  private static boolean isNumber(String step) {
    if (step.isEmpty() || step.length() > MOST_DIGITS) {
      return false;
    }
    return step.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
