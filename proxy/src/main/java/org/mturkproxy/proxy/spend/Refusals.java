package org.mturkproxy.proxy.spend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * How a caller is told that a call was not sent. The codes are those that clients of the service
 * got for the like ({@code legacy-api.md} 7.2 and 7.4): a value beyond its range, a value that is
 * not acceptable, and an account without enough money. None of them invites a repeat.
 */
final class Refusals {

  private Refusals() {}

  /** A number beyond a cap. */
  static SpendRefusedException beyond(
      String parameter, String least, String most, String setting, String asked) {
    return refused(
        LegacyErrors.OUT_OF_RANGE,
        "The value you specified for "
            + parameter
            + " is invalid. Valid values must be between "
            + least
            + " and "
            + most
            + ". This access key may not go beyond that (spend."
            + setting
            + "); "
            + asked
            + " was asked for.");
  }

  /** An object whose use would go beyond a cap. */
  static SpendRefusedException object(String parameter, String id, String reason) {
    return refused(
        LegacyErrors.INVALID_VALUE, LegacyErrors.invalidValue(parameter, id, reason).message());
  }

  /** An amount for which too little of the day's sum is left. */
  static SpendRefusedException day(Wish wish, BigDecimal spent) {
    return refused(
        LegacyErrors.INSUFFICIENT_FUNDS,
        "This access key may not spend enough today to complete this transaction. With "
            + wish.parameter()
            + " it asks for "
            + usd(wish.amount())
            + "; of the "
            + usd(wish.cap())
            + " of a day (UTC; spend."
            + wish.setting()
            + "), "
            + usd(spent)
            + " are spent or promised.");
  }

  /** Something that should be a number and is not: nobody can say what it would spend. */
  static SpendRefusedException unreadable(String parameter) {
    return refused(
        LegacyErrors.INVALID_VALUE,
        "The value of the parameter "
            + parameter
            + " cannot be read, so that what it spends cannot be told. The call was not passed on.");
  }

  /** The body of a modern call that two readers may understand in two ways. */
  static SpendRefusedException unclear() {
    return refused(
        LegacyErrors.UNREADABLE_REQUEST,
        "The body is not one JSON object in UTF-8 without repeated members, so that what the call"
            + " spends cannot be told. It was not passed on.");
  }

  /** It could not be found out or written down what the call would spend; it may pass later. */
  static SpendRefusedException notNow(String type, String why) {
    return new SpendRefusedException(new ModernReply(new NotExecuted(type, why), 1));
  }

  private static SpendRefusedException refused(String code, String message) {
    return new SpendRefusedException(
        new ModernReply(new Refused(Refused.BY_PROXY, Optional.of(code), message), 1));
  }

  /** {@code 0.50 USD}; more digits than cents have are shown. */
  static String usd(BigDecimal amount) {
    return dollars(amount) + " USD";
  }

  /** {@code 0.50}. */
  static String dollars(BigDecimal amount) {
    BigDecimal plain = amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount;
    return plain.toPlainString();
  }
}
