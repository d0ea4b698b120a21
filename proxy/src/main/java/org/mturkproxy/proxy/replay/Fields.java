package org.mturkproxy.proxy.replay;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.mturkproxy.proxy.traffic.Shown;

/** What kind of thing a parameter, or an element of an answer, is, by its name. */
final class Fields {

  /** What names an object that a call made. */
  private static final Set<String> IDS =
      Set.of(
          "HITId",
          "HITTypeId",
          "HITGroupId",
          "AssignmentId",
          "QualificationTypeId",
          "QualificationRequestId",
          "ActionId",
          "ObjectId");

  /** Ids, and those of Workers: they tell the items of a list apart. */
  private static final Set<String> KEYS =
      Set.of(
          "HITId",
          "AssignmentId",
          "QualificationRequestId",
          "QualificationTypeId",
          "WorkerId",
          "SubjectId",
          "HITTypeId",
          "ActionId");

  private static final Set<String> TIMES =
      Set.of(
          "CreationTime",
          "Expiration",
          "AcceptTime",
          "SubmitTime",
          "ApprovalTime",
          "RejectionTime",
          "Deadline",
          "AutoApprovalTime",
          "GrantTime",
          "CompleteTime",
          "Date");

  /** What the log writes for something personal. */
  static final Pattern CODE = Pattern.compile("#[0-9a-f]{16}");

  /** Those that every account has, and none made. */
  private static final Pattern SYSTEM =
      Pattern.compile("0{10}.*|2F1QJWKUDD8XADTFD2Q0G6UTO95ALH|2ARFPLSP75KLA8M8DH1HTEQVJT3SY6");

  private Fields() {}

  static boolean isId(String name) {
    return IDS.contains(name);
  }

  static boolean isKey(String name) {
    return KEYS.contains(name);
  }

  static boolean isSystem(String id) {
    return SYSTEM.matcher(id).matches();
  }

  /** Whether both say when, be it at another time. */
  static boolean areTimes(String name, String before, String after) {
    return TIMES.contains(name) && isTime(before) && isTime(after);
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static boolean isPersonal(String name) {
    return Shown.of(name) == Shown.Treatment.PERSONAL;
  }

  /** Whether it names a Worker: an answer, or an e-mail address, is personal, too. */
  static boolean isWorker(String name) {
    return name.equals("WorkerId") || name.equals("SubjectId");
  }

  static boolean isMessage(String name) {
    return Shown.of(name) == Shown.Treatment.MESSAGE;
  }
}
