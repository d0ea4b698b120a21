package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.declared.ApiVersion.V2013_11_15;
import static org.mturkproxy.translator.declared.ApiVersion.V2014_08_15;
import static org.mturkproxy.translator.declared.Versions.NONE;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.ANY_ID;
import static org.mturkproxy.translator.parameter.Types.COUNTRY;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.INT;
import static org.mturkproxy.translator.parameter.Types.SUBDIVISION;
import static org.mturkproxy.translator.parameter.Types.listOf;
import static org.mturkproxy.translator.parameter.Types.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.parameter.StructureType;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * The structure {@code QualificationRequirement} ({@code legacy-api.md} 5.8, {@code mapping.md}
 * 4.5). One that cannot be converted fails the whole call: without it, Workers would be paid who
 * should not even see the HIT.
 */
final class QualificationRequirements {

  private static final Set<String> ORDERING =
      Set.of("LessThan", "LessThanOrEqualTo", "GreaterThan", "GreaterThanOrEqualTo");
  private static final Set<String> SET = Set.of("In", "NotIn");
  private static final Set<String> VALUELESS = Set.of("Exists", "DoesNotExist");

  private static final Versions MANY_VALUES = Versions.since(V2013_11_15);

  private static final StructureType LOCALES =
      StructureType.of(
              "Locale",
              required("Country", COUNTRY).mandatory(NONE),
              optional("Subdivision", SUBDIVISION).since(V2014_08_15))
          .listOfAtMost(30);

  static final StructureType TYPE =
      StructureType.of(
              "QualificationRequirement",
              required("QualificationTypeId", ANY_ID),
              required("Comparator", oneOf(Vocabularies.COMPARATOR)),
              optional("IntegerValue", listOf(INT, 15)).as("IntegerValues").repeated(MANY_VALUES),
              optional("LocaleValue", LOCALES).as("LocaleValues").repeated(MANY_VALUES),
              optional("RequiredToPreview", FLAG))
          .listOfAtMost(10)
          .where(QualificationRequirements::checkValues)
          .sentAs(QualificationRequirements::withoutIdleMembers);

  private QualificationRequirements() {}

  private static void checkValues(Structure requirement, String path) {
    String comparator = requirement.text("Comparator").orElseThrow();
    if (VALUELESS.contains(comparator)) {
      // Old clients send a dummy value along: it is left out below.
      return;
    }
    int numbers = count(requirement, "IntegerValue");
    int locales = count(requirement, "LocaleValue");
    if (numbers + locales == 0) {
      throw new RefusedException(
          LegacyErrors.missing(List.of(path + ".IntegerValue or " + path + ".LocaleValue")));
    }
    refuse(numbers > 0 && locales > 0, path, comparator, "It takes values of one kind only.");
    refuse(
        locales > 0 && ORDERING.contains(comparator),
        path,
        comparator,
        "It cannot compare a LocaleValue.");
    refuse(
        numbers + locales > 1 && !SET.contains(comparator),
        path,
        comparator,
        "It takes exactly one value.");
  }

  private static void refuse(boolean broken, String path, String comparator, String reason) {
    if (broken) {
      throw new RefusedException(
          LegacyErrors.invalidValue(path + ".Comparator", comparator, reason));
    }
  }

  private static int count(Structure requirement, String member) {
    return requirement.members().get(member) instanceof Items items ? items.values().size() : 0;
  }

  /**
   * No values where none are compared; {@code RequiredToPreview} only when it asks for something.
   */
  private static Value withoutIdleMembers(Value modern) {
    Structure requirement = (Structure) modern;
    Map<String, Value> members = new LinkedHashMap<>(requirement.members());
    if (VALUELESS.contains(requirement.text("Comparator").orElseThrow())) {
      members.remove("IntegerValues");
      members.remove("LocaleValues");
    }
    members.remove("RequiredToPreview", new Flag(false));
    return new Structure(members);
  }
}
