package org.mturkproxy.config;

/** Which statistics are computed; the modern API has none. */
public enum StatisticsChoice {
  /** None. */
  REFUSE("refuse"),
  /** Those that the modern lists tell exactly. */
  EXACT("exact"),
  /** Also those of which they tell only that it is at least so much. */
  LOWER_BOUNDS("lowerBounds");

  private final String word;

  StatisticsChoice(String word) {
    this.word = word;
  }

  /** As it is written in the file. */
  public String word() {
    return word;
  }
}
