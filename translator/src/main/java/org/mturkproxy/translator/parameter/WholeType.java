package org.mturkproxy.translator.parameter;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/** A number without fraction, in a range. */
final class WholeType extends ScalarType {

  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

  /** Leading zeros are allowed; more than this is no number that anybody means. */
  private static final int MOST_CHARACTERS = 100;

  private static final BigInteger TOO_LARGE = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final Scalar schemaType;
  private final long least;
  private final long most;

  WholeType(Scalar schemaType, long least, long most) {
    this.schemaType = schemaType;
    this.least = least;
    this.most = most;
  }

  @Override
  Optional<Value> parse(String text, String path) {
    String number = text.strip();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!DIGITS.matcher(number).matches()) {
      throw new RefusedException(LegacyErrors.invalidValue(path, number));
    }
    BigInteger exact = number.length() > MOST_CHARACTERS ? TOO_LARGE : new BigInteger(number);
    if (exact.bitLength() >= Long.SIZE || outside(exact.longValue())) {
      throw new RefusedException(LegacyErrors.outOfRange(path, least, most));
    }
    return Optional.of(new Whole(exact.longValue()));
  }

  private boolean outside(long number) {
    return number < least || number > most;
  }

  @Override
  public SchemaType schemaType() {
    return schemaType;
  }

  @Override
  public String describe() {
    return "number " + least + ".." + most;
  }
}
