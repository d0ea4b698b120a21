package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.declared.Versions.ALL;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.AMOUNT;
import static org.mturkproxy.translator.parameter.Types.CURRENCY;
import static org.mturkproxy.translator.parameter.Types.TEXT;
import static org.mturkproxy.translator.parameter.Types.listOf;
import static org.mturkproxy.translator.parameter.Types.text;

import org.mturkproxy.translator.parameter.ScalarType;
import org.mturkproxy.translator.parameter.StructureType;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** The data structures of legacy requests ({@code legacy-api.md} 3.4). */
final class Structures {

  /** No limit is documented; more than any real policy has. */
  private static final int MANY = 1000;

  /** {@code UniqueRequestToken} */
  static final ScalarType TOKEN = text(64);

  /** 5.3: the modern API takes the amount alone. */
  static final StructureType PRICE =
      StructureType.of(
              "Price",
              required("Amount", AMOUNT),
              optional("CurrencyCode", CURRENCY).kept().mandatory(ALL),
              optional("FormattedPrice", TEXT).kept())
          .sentAs(Structures::amount);

  /** 5.5: an absent value is an empty one. */
  static final StructureType HIT_LAYOUT_PARAMETERS =
      StructureType.of(
              "HITLayoutParameter",
              required("Name", TEXT),
              optional("Value", TEXT).otherwise(new Text("")).mandatory(ALL))
          .listOfAtMost(MANY);

  private static final StructureType MAP_ENTRIES =
      StructureType.of(
              "ParameterMapEntry",
              required("Key", TEXT),
              optional("Value", listOf(TEXT, MANY)).as("Values"))
          .listOfAtMost(MANY);

  private static final StructureType POLICY_PARAMETERS =
      StructureType.of(
              "PolicyParameter",
              required("Key", TEXT),
              optional("Value", listOf(TEXT, MANY)).as("Values"),
              optional("MapEntry", MAP_ENTRIES).as("MapEntries"))
          .listOfAtMost(MANY);

  /** 5.13 */
  static final StructureType REVIEW_POLICY =
      StructureType.of(
          "ReviewPolicy",
          required("PolicyName", TEXT),
          optional("Parameter", POLICY_PARAMETERS).as("Parameters"));

  private Structures() {}

  private static Value amount(Value price) {
    return ((Structure) price).members().get("Amount");
  }
}
