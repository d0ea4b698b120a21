package org.mturkproxy.marketplace.qualifications;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Output;

/**
 * The Qualification types that the service itself gives to Workers (companion section 5.9). Nobody
 * can request, grant or revoke one. The withdrawn ones are not here: they do not exist any more.
 */
public enum SystemQualificationType {
  NUMBER_APPROVED(
      -6,
      "00000000000000000040",
      "Number of HITs approved",
      "HITs of the Worker that were approved."),
  ADULT(-5, "00000000000000000060", "Adult content", "The Worker agreed to see adult content."),
  LOCALE(-4, "00000000000000000071", "Location", "Where the Worker lives."),
  PERCENT_APPROVED(
      -3,
      "000000000000000000L0",
      "HIT approval rate (%)",
      "Percent of the Worker's decided assignments that were approved."),
  MASTERS(
      -2,
      "2F1QJWKUDD8XADTFD2Q0G6UTO95ALH",
      "Masters",
      "Workers who did well over a wide range of HITs."),
  MASTERS_IN_SANDBOX(
      -1,
      "2ARFPLSP75KLA8M8DH1HTEQVJT3SY6",
      "Masters",
      "Workers who did well over a wide range of HITs.");

  /** Before any HIT was. */
  private static final Instant CREATED_AT = Instant.parse("2005-11-02T00:00:00Z");

  private final long place;
  private final String id;
  private final String title;
  private final String description;

  SystemQualificationType(long place, String id, String title, String description) {
    this.place = place;
    this.id = id;
    this.title = title;
    this.description = description;
  }

  /** The type with this id, if it is one of these. */
  public static Optional<SystemQualificationType> of(String id) {
    return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
  }

  /** Whether it is one of the two Masters types; they cost extra. */
  public boolean isMasters() {
    return this == MASTERS || this == MASTERS_IN_SANDBOX;
  }

  /** The {@code QualificationTypeId}. */
  public String id() {
    return id;
  }

  /** Its key in lists: negative, so that these types come before all others. */
  long place() {
    return place;
  }

  String searchable() {
    return (title + "\n" + description).toLowerCase(Locale.ROOT);
  }

  Output view() {
    return new Output()
        .text("QualificationTypeId", id)
        .time("CreationTime", CREATED_AT)
        .text("Name", title)
        .text("Description", description)
        .text("QualificationTypeStatus", QualificationType.ACTIVE)
        .flag("IsRequestable", false)
        .flag("AutoGranted", false);
  }
}
