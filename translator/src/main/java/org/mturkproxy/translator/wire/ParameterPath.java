package org.mturkproxy.translator.wire;

/** Puts dotted names such as {@code QualificationRequirement.2.LocaleValue.Country} into a tree. */
final class ParameterPath {

  /** Deeper than any parameter of the API; what goes deeper is not one. */
  private static final int MOST_STEPS = 16;

  /** Longer than any list; what has more digits is a name. */
  private static final int MOST_DIGITS = 9;

  private ParameterPath() {}

  static void put(ParameterNode root, Pair pair) {
    String name = pair.name();
    if (name.indexOf('.') < 0) {
      root.child(name, ParameterNode.UNNUMBERED).add(pair.value());
      return;
    }
    String[] steps = name.split("\\.", MOST_STEPS + 1);
    if (steps.length > MOST_STEPS) {
      return;
    }
    ParameterNode node = root;
    for (int i = 0; i < steps.length; i++) {
      boolean numbered = i + 1 < steps.length && isNumber(steps[i + 1]);
      if (isNumber(steps[i])) {
        // Two numbers in a row: npm mturk-api spells out WorkerId=AB as WorkerId.0.0=A beside it.
        return;
      }
      node =
          node.child(steps[i], numbered ? Integer.parseInt(steps[++i]) : ParameterNode.UNNUMBERED);
    }
    node.add(pair.value());
  }

  private static boolean isNumber(String step) {
    if (step.isEmpty() || step.length() > MOST_DIGITS) {
      return false;
    }
    return step.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
