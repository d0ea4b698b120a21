package org.mturkproxy.marketplace.qualifications;

import static org.mturkproxy.marketplace.call.TurkErrorCode.QUALIFICATION_TYPE_ALREADY_EXISTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.documents.QuestionDocuments;
import org.mturkproxy.marketplace.model.QualificationOperations;
import org.mturkproxy.marketplace.store.Ids;

/** Making and finding Qualification types. */
public final class QualificationTypeFeature {

  /** SQLite takes expressions up to a depth of 1000. */
  private static final int MOST_WORDS = 100;

  private final Ids ids;

  private QualificationTypeFeature(Ids ids) {
    this.ids = ids;
  }

  /** Adds the operations. */
  public static void register(Registry registry, Ids ids) {
    QualificationTypeFeature feature = new QualificationTypeFeature(ids);
    registry
        .writesTimeless(QualificationOperations.CREATE_QUALIFICATION_TYPE, feature::create)
        .readsTimeless(QualificationOperations.GET_QUALIFICATION_TYPE, feature::get)
        .readsTimeless(QualificationOperations.LIST_QUALIFICATION_TYPES, feature::list);
  }

  private Output create(Call call) {
    Input input = call.input();
    String name = input.text("Name");
    requireUnusedName(call, name);
    Optional<String> test = input.optionalText("Test");
    Optional<String> answerKey = input.optionalText("AnswerKey");
    boolean autoGranted = input.flag("AutoGranted", false);
    test.ifPresent(QuestionDocuments::test);
    answerKey.ifPresent(QuestionDocuments::answerKey);
    checkTogether(
        test.isPresent(), answerKey.isPresent(), input.has("TestDurationInSeconds"), autoGranted);
    Optional<String> keywords = input.optionalText("Keywords").filter(text -> !text.isEmpty());
    String description = input.text("Description");
    String id = ids.next();
    call.transaction()
        .update(
            "INSERT INTO qualification_type (qualification_type_id, account_id, created_at, name,"
                + " taken_name, keywords, description, searchable, status, test, test_duration,"
                + " answer_key, retry_delay, auto_granted_value)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            call.account(),
            call.now(),
            name,
            name,
            keywords,
            description,
            searchable(name, keywords, description),
            input.text("QualificationTypeStatus"),
            test,
            input.optionalWhole("TestDurationInSeconds"),
            answerKey,
            input.optionalWhole("RetryDelayInSeconds"),
            autoGranted
                ? Optional.of(input.optionalInt("AutoGrantedValue").orElse(1))
                : Optional.empty());
    QualificationType type = QualificationTypes.find(call.transaction(), id).orElseThrow();
    return new Output().structure("QualificationType", type.view());
  }

  private static void requireUnusedName(Call call, String name) {
    boolean taken =
        call.transaction()
            .first(
                "SELECT seq FROM qualification_type WHERE account_id = ? AND taken_name = ?",
                row -> row.whole("seq"),
                call.account(),
                name)
            .isPresent();
    if (taken) {
      throw ApiException.refused(
          QUALIFICATION_TYPE_ALREADY_EXISTS,
          "You have already created a QualificationType with this name. A QualificationType's"
              + " name must be unique among all of the QualificationTypes created by the same"
              + " user.");
    }
  }

  /** The rules between the members that make up a test (mapping section 2.6). */
  static void checkTogether(
      boolean hasTest, boolean hasKey, boolean hasDuration, boolean autoGranted) {
    if (hasTest && !hasDuration) {
      throw ApiException.parameter(
          "The parameter TestDurationInSeconds is required if Test is given.");
    }
    if (hasTest && autoGranted) {
      throw ApiException.parameter("The parameter AutoGranted must not be true if Test is given.");
    }
    if (hasKey && !hasTest) {
      throw ApiException.parameter("The parameter AnswerKey must not be given without Test.");
    }
  }

  /** What ListQualificationTypes looks into, in lower case. */
  static String searchable(String name, Optional<String> keywords, String description) {
    return (name + "\n" + keywords.orElse("") + "\n" + description).toLowerCase(Locale.ROOT);
  }

  private Output get(Call call) {
    String id = call.input().text("QualificationTypeId");
    Output type =
        SystemQualificationType.of(id)
            .map(SystemQualificationType::view)
            .orElseGet(() -> QualificationTypes.own(call.transaction(), call.account(), id).view());
    return new Output().structure("QualificationType", type);
  }

  /**
   * The caller's types, oldest first; before them the service's own ones, unless only the caller's
   * or only requestable ones are wanted. Other Requesters' types are not shown.
   */
  private Output list(Call call) {
    boolean requestable = call.input().flag("MustBeRequestable", false);
    boolean owned = call.input().flag("MustBeOwnedByCaller", false);
    List<String> words = words(call.input().optionalText("Query").orElse(""));
    Page page = call.page("ListQualificationTypes", requestable, owned, words);
    List<Listed> found = new ArrayList<>();
    if (!requestable && !owned) {
      found.addAll(systemTypes(page, words));
    }
    found.addAll(ownTypes(call, page, requestable, words));
    return page.output(
        "QualificationTypes",
        found.subList(0, Math.min(found.size(), page.limit())),
        Listed::key,
        Listed::view);
  }

  private record Listed(Page.Key key, Output view) {}

  private static List<String> words(String query) {
    List<String> words =
        Arrays.stream(query.trim().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.size() > MOST_WORDS) {
      throw ApiException.notValid(
          query, "Query", "It must not have more than " + MOST_WORDS + " words.");
    }
    return words;
  }

  private static List<Listed> systemTypes(Page page, List<String> words) {
    return Arrays.stream(SystemQualificationType.values())
        .filter(type -> words.stream().allMatch(type.searchable()::contains))
        .map(type -> new Listed(new Page.Key(type.place()), type.view()))
        .filter(listed -> listed.key().number() > page.after())
        .toList();
  }

  private static List<Listed> ownTypes(
      Call call, Page page, boolean requestable, List<String> words) {
    StringBuilder sql =
        new StringBuilder(
            "SELECT * FROM qualification_type"
                + " WHERE account_id = ? AND seq > ? AND taken_name IS NOT NULL");
    List<Object> arguments = new ArrayList<>(List.of(call.account(), page.after()));
    if (requestable) {
      sql.append(" AND status = 'Active'");
    }
    for (String word : words) {
      sql.append(" AND searchable LIKE ? ESCAPE '!'");
      arguments.add("%" + word.replaceAll("[!%_]", "!$0") + "%");
    }
    sql.append(" ORDER BY seq LIMIT ?");
    arguments.add(page.limit());
    return page
        .read(
            call.transaction(),
            QualificationType::view,
            sql.toString(),
            QualificationType::of,
            arguments.toArray())
        .stream()
        .map(type -> new Listed(new Page.Key(type.seq()), type.view()))
        .toList();
  }
}
