package org.mturkproxy.translator.parameter;

import java.util.List;
import java.util.Locale;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Vocabulary;

/** The types that declarations are made of ({@code legacy-api.md} 3.5, {@code mapping.md} 2.1). */
public final class Types {

  /** The id of a HIT, HIT type, assignment, Qualification type or layout. */
  public static final ScalarType ID = new IdType("id", "[A-Z0-9]{1,64}");

  /** The id of a Worker. */
  public static final IdType WORKER_ID = new IdType("Worker id", "A[A-Z0-9]{1,63}");

  /** An id without a pattern: a Qualification request, or a type that a requirement names. */
  public static final ScalarType ANY_ID = new IdType("id", "[\\s\\S]+");

  /** The one currency. */
  public static final ScalarType CURRENCY = new IdType("USD", "(?i)USD");

  /** ISO 3166-1 alpha-2, in capitals. */
  public static final ScalarType COUNTRY =
      new IdType("country code", "[A-Za-z]{2}").spelt(code -> code.toUpperCase(Locale.ROOT));

  /** The part of ISO 3166-2 after the dash; the whole code is understood too. */
  public static final ScalarType SUBDIVISION =
      new IdType("subdivision code", "(?:[A-Za-z]{2}-)?[A-Za-z]{2}")
          .spelt(code -> code.substring(code.length() - 2).toUpperCase(Locale.ROOT));

  /** Free text without a documented limit. */
  public static final ScalarType TEXT = new TextType(TextType.ANY_LENGTH, true);

  /** What a Worker is told about an assignment. */
  public static final ScalarType FEEDBACK = new TextType(1024, false);

  /** A Question, Test or AnswerKey. */
  public static final ScalarType DOCUMENT = new DocumentType();

  /** A boolean. */
  public static final ScalarType FLAG = new FlagType();

  /** US dollars. */
  public static final ScalarType AMOUNT = new AmountType();

  /** An int of the schema. */
  public static final ScalarType INT = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private Types() {}

  /** A number from the least to the most, both allowed. */
  public static ScalarType whole(long least, long most) {
    return new WholeType(Scalar.INT, least, most);
  }

  /** A number of seconds: a long of the schema. */
  public static ScalarType seconds(long least, long most) {
    return new WholeType(Scalar.LONG, least, most);
  }

  /** Something that nobody looks at, whatever the schema makes of it. */
  public static ScalarType unread(SchemaType schemaType) {
    return new TextType(schemaType, TextType.ANY_LENGTH, true);
  }

  /** Text of at most so many characters. */
  public static ScalarType text(int mostCharacters) {
    return new TextType(mostCharacters, true);
  }

  /** One of these words, an enumeration that has no name in the schema. */
  public static ScalarType oneOf(String... words) {
    return oneOf(Vocabulary.of("", words));
  }

  /** One of the words of an enumeration, of whatever version. */
  public static ScalarType oneOf(Vocabulary words) {
    return oneOf(words, words.words().toArray(String[]::new));
  }

  /** One of these words of an enumeration; the others belong to another operation. */
  public static ScalarType oneOf(Vocabulary vocabulary, String... words) {
    return new WordType(vocabulary, List.of(words));
  }

  /** A list of scalars. */
  public static ParameterType listOf(ScalarType item, int mostItems) {
    return new ListType(item, mostItems, false);
  }

  /** A list of scalars in which each counts once. */
  public static ParameterType distinct(ScalarType item, int mostItems) {
    return new ListType(item, mostItems, true);
  }
}
