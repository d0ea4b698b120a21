package org.mturkproxy.marketplace.documents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the answers of a Qualification test are worth (companion section 5.19).
 *
 * @param questions the questions that count
 * @param mapping how the sum of their scores becomes the Qualification's value
 */
public record AnswerKey(List<Question> questions, Mapping mapping) {

  public AnswerKey {
    questions = List.copyOf(questions);
  }

  /**
   * One question.
   *
   * @param options the first one whose selections are exactly the given ones scores
   * @param otherwise the score if none does
   */
  record Question(String identifier, List<Option> options, int otherwise) {
    Question {
      options = List.copyOf(options);
    }

    int lowest() {
      return options.stream().mapToInt(Option::score).reduce(otherwise, Math::min);
    }

    int highest() {
      return options.stream().mapToInt(Option::score).reduce(otherwise, Math::max);
    }

    int score(Set<String> selections) {
      return options.stream()
          .filter(option -> option.selections().equals(selections))
          .findFirst()
          .map(Option::score)
          .orElse(otherwise);
    }
  }

  /** A set of selections that belong together, and what it scores. */
  record Option(Set<String> selections, int score) {
    Option {
      selections = Set.copyOf(selections);
    }
  }

  /** From the sum of scores to the value of the Qualification. */
  sealed interface Mapping {

    /**
     * The value; it only grows or only falls with the sum, or is always an int.
     *
     * @throws ArithmeticException if it is not an int
     */
    int value(long sum);

    /** The sum itself: there is no mapping. */
    record Sum() implements Mapping {
      @Override
      public int value(long sum) {
        return Math.toIntExact(sum);
      }
    }

    /** Percent of the highest sum. */
    record Percentage(int maximum) implements Mapping {
      @Override
      public int value(long sum) {
        return BigDecimal.valueOf(sum)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(maximum), 0, RoundingMode.HALF_UP)
            .intValueExact();
      }
    }

    /** So many times the sum. */
    record Scale(BigDecimal multiplier) implements Mapping {
      @Override
      public int value(long sum) {
        return BigDecimal.valueOf(sum)
            .multiply(multiplier)
            .setScale(0, RoundingMode.HALF_UP)
            .intValueExact();
      }
    }

    /** A value per range of sums. */
    record Ranges(List<Range> ranges, int outside) implements Mapping {
      public Ranges {
        ranges = List.copyOf(ranges);
      }

      @Override
      public int value(long sum) {
        return ranges.stream()
            .filter(range -> range.lowest() <= sum && sum <= range.highest())
            .findFirst()
            .map(Range::value)
            .orElse(outside);
      }
    }
  }

  /** Both bounds belong to the range. */
  record Range(int lowest, int highest, int value) {}

  /** The value of a Qualification whose test was answered so: selections by question. */
  public int value(Map<String, Set<String>> answers) {
    long sum = 0;
    for (Question question : questions) {
      sum += question.score(answers.getOrDefault(question.identifier(), Set.of()));
    }
    return mapping.value(sum);
  }

  static AnswerKey read(XmlDocument root) {
    List<Question> questions = new ArrayList<>();
    for (XmlDocument question : root.all("Question")) {
      questions.add(readQuestion(question));
    }
    if (questions.isEmpty()) {
      throw XmlDocument.error("An AnswerKey must have a Question.");
    }
    Optional<XmlDocument> mapping = root.all("QualificationValueMapping").stream().findFirst();
    AnswerKey key =
        new AnswerKey(questions, mapping.map(AnswerKey::readMapping).orElse(new Mapping.Sum()));
    key.requireIntegers();
    return key;
  }

  /** A Qualification's value is an int, so the best and the worst answers must be worth one. */
  private void requireIntegers() {
    try {
      mapping.value(questions.stream().mapToLong(Question::lowest).sum());
      mapping.value(questions.stream().mapToLong(Question::highest).sum());
    } catch (ArithmeticException e) {
      throw XmlDocument.error("The value of the Qualification must be a 32-bit number.");
    }
  }

  private static Question readQuestion(XmlDocument question) {
    List<Option> options = new ArrayList<>();
    for (XmlDocument option : question.all("AnswerOption")) {
      List<String> selections =
          option.all("SelectionIdentifier").stream().map(each -> each.text().trim()).toList();
      if (selections.isEmpty()) {
        throw XmlDocument.error("An AnswerOption must have a SelectionIdentifier.");
      }
      options.add(new Option(Set.copyOf(selections), number(option, "AnswerScore")));
    }
    if (options.isEmpty()) {
      throw XmlDocument.error("A Question of an AnswerKey must have an AnswerOption.");
    }
    boolean hasDefault = !question.all("DefaultScore").isEmpty();
    return new Question(
        QuestionDocuments.text(question, "QuestionIdentifier"),
        options,
        hasDefault ? number(question, "DefaultScore") : 0);
  }

  private static Mapping readMapping(XmlDocument mapping) {
    if (mapping.children().size() != 1) {
      throw XmlDocument.error("A QualificationValueMapping must have exactly one element.");
    }
    XmlDocument kind = mapping.children().get(0);
    switch (kind.name()) {
      case "PercentageMapping" -> {
        int maximum = number(kind, "MaximumSummedScore");
        if (maximum <= 0) {
          throw XmlDocument.error("The MaximumSummedScore must be positive.");
        }
        return new Mapping.Percentage(maximum);
      }
      case "ScaleMapping" -> {
        return new Mapping.Scale(decimal(kind, "SummedScoreMultiplier"));
      }
      case "RangeMapping" -> {
        List<Range> ranges = new ArrayList<>();
        for (XmlDocument range : kind.all("SummedScoreRange")) {
          ranges.add(
              new Range(
                  number(range, "InclusiveLowerBound"),
                  number(range, "InclusiveUpperBound"),
                  number(range, "QualificationValue")));
        }
        return new Mapping.Ranges(ranges, number(kind, "OutOfRangeQualificationValue"));
      }
      default -> throw XmlDocument.error("The mapping \"" + kind.name() + "\" is not known.");
    }
  }

  private static int number(XmlDocument parent, String name) {
    try {
      return Integer.parseInt(QuestionDocuments.text(parent, name));
    } catch (NumberFormatException e) {
      throw XmlDocument.error("The element " + name + " must be a whole number.");
    }
  }

  private static BigDecimal decimal(XmlDocument parent, String name) {
    String text = QuestionDocuments.text(parent, name);
    // xs:double; far longer texts and exponents would only serve to eat memory.
    if (!text.matches("[+-]?[0-9]{0,12}\\.?[0-9]{0,12}([eE][+-]?[0-9]{1,2})?")
        || !text.matches(".*[0-9].*")) {
      throw XmlDocument.error("The element " + name + " must be a number.");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw XmlDocument.error("The element " + name + " must be a number.");
    }
  }
}
