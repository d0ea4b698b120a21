package org.mturkproxy.translator.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.mturkproxy.translator.declared.Occurrence;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.SchemaType.Member;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * Writes an amount as {@code Amount, CurrencyCode, FormattedPrice}, whatever the locale of the
 * machine ({@code mapping.md} 4.2).
 */
final class Price {

  private static final Occurrence MANDATORY = Occurrence.OPTIONAL.mandatory(Versions.ALL);

  static final SchemaType TYPE =
      new SchemaType.Complex(
          "Price",
          List.of(
              new Member("Amount", Scalar.DECIMAL, MANDATORY),
              new Member("CurrencyCode", Scalar.STRING, MANDATORY),
              new Member("FormattedPrice", Scalar.STRING, Occurrence.OPTIONAL)));

  /** More than all the money there is; what has more would take for ever to print. */
  private static final int MOST_DIGITS = 30;

  private Price() {}

  static void write(XmlOutput xml, String name, JsonNode value, int decimals) {
    BigDecimal amount = new BigDecimal(value.asText());
    if (amount.precision() > MOST_DIGITS || Math.abs((long) amount.scale()) > MOST_DIGITS) {
      throw new ArithmeticException("no price: it has too many digits");
    }
    xml.open(name)
        .element("Amount", atLeast(amount, decimals).toPlainString())
        .element("CurrencyCode", "USD")
        .element("FormattedPrice", formatted(amount))
        .close();
  }

  /** More decimals from upstream are kept. */
  private static BigDecimal atLeast(BigDecimal amount, int decimals) {
    return amount.scale() < decimals ? amount.setScale(decimals) : amount;
  }

  private static String formatted(BigDecimal amount) {
    String plain = amount.abs().setScale(2, RoundingMode.HALF_UP).toPlainString();
    StringBuilder text = new StringBuilder(plain);
    for (int comma = plain.length() - 6; comma > 0; comma -= 3) {
      text.insert(comma, ',');
    }
    return text.insert(0, amount.signum() < 0 ? "-$" : "$").toString();
  }
}
