package org.mturkproxy.translator.parameter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/**
 * An amount of US dollars, understood as whole cents and never rounded ({@code mapping.md} 4.2).
 * The official Java SDK writes binary doubles out, {@code 0.29999999999999998889…} for 30 cents:
 * what is nearer to a cent than any double error is that cent; anything else is refused.
 */
final class AmountType extends ScalarType {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]+\\.?[0-9]*|\\.[0-9]+");
  private static final BigDecimal FLOAT_NOISE = new BigDecimal("1e-9");

  /** More than a double written out needs; a longer text is an attack on BigDecimal. */
  private static final int MOST_CHARACTERS = 1_100;

  @Override
  Optional<Value> parse(String text, String path) {
    String amount = text.strip();
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    if (amount.length() > MOST_CHARACTERS || !DECIMAL.matcher(amount).matches()) {
      throw new RefusedException(LegacyErrors.invalidValue(path, shown(amount)));
    }
    BigDecimal exact = new BigDecimal(amount);
    BigDecimal cents = exact.setScale(2, RoundingMode.HALF_EVEN);
    if (exact.subtract(cents).abs().compareTo(FLOAT_NOISE) > 0) {
      throw new RefusedException(
          LegacyErrors.invalidValue(
              path, shown(amount), "An amount has at most two decimal places."));
    }
    return Optional.of(new Text(cents.toPlainString()));
  }

  private static String shown(String amount) {
    return amount.length() <= 60 ? amount : amount.substring(0, 60) + "…";
  }

  @Override
  public SchemaType schemaType() {
    return Scalar.DECIMAL;
  }

  @Override
  public String describe() {
    return "US dollars, at most two decimal places";
  }
}
