package org.mturkproxy.marketplace.qualifications;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;

/**
 * What a Worker must have to do, or even see, a HIT.
 *
 * @param actionsGuarded what a Worker who does not have it cannot do
 */
public record Requirement(
    String typeId,
    String comparator,
    List<Integer> integers,
    List<Locale> locales,
    String actionsGuarded) {

  /** The default: only accepting is guarded. */
  static final String ACCEPT = "Accept";

  static final String PREVIEW_AND_ACCEPT = "PreviewAndAccept";

  public Requirement {
    integers = List.copyOf(integers);
    locales = List.copyOf(locales);
  }

  /** A country, or a part of it. */
  public record Locale(String country, Optional<String> subdivision) {

    static Locale of(Input input) {
      return new Locale(input.text("Country"), input.optionalText("Subdivision"));
    }

    Output view() {
      return new Output().text("Country", country).text("Subdivision", subdivision);
    }
  }

  /** A requirement as given, or as stored by {@link #view}. */
  public static Requirement of(Input input) {
    List<Locale> locales = new ArrayList<>();
    input.structures("LocaleValues").forEach(locale -> locales.add(Locale.of(locale)));
    // RequiredToPreview is the old spelling of PreviewAndAccept (mapping section 2.8).
    boolean preview = input.flag("RequiredToPreview", false);
    return new Requirement(
        input.text("QualificationTypeId"),
        input.text("Comparator"),
        input.ints("IntegerValues"),
        locales,
        input.optionalText("ActionsGuarded").orElse(preview ? PREVIEW_AND_ACCEPT : ACCEPT));
  }

  /** Whether this asks for a Masters Qualification, which raises the fee. */
  public boolean asksForMasters() {
    return !comparator.equals("DoesNotExist")
        && SystemQualificationType.of(typeId)
            .filter(SystemQualificationType::isMasters)
            .isPresent();
  }

  /** As the API writes it. */
  public Output view() {
    Output view = new Output().text("QualificationTypeId", typeId).text("Comparator", comparator);
    if (!integers.isEmpty()) {
      view.wholes("IntegerValues", integers);
    }
    if (!locales.isEmpty()) {
      view.structures("LocaleValues", locales.stream().map(Locale::view).toList());
    }
    return view.flag("RequiredToPreview", !actionsGuarded.equals(ACCEPT))
        .text("ActionsGuarded", actionsGuarded);
  }
}
