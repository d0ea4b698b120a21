package org.mturkproxy.marketplace.documents;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;

/**
 * Checks the documents that a Requester sends against their schemas (companion sections 5.16 to
 * 5.21). They are kept byte for byte.
 */
public final class QuestionDocuments {

  /** The modern API's manual names a newer version, which differs in nothing that is known here. */
  private static final Set<String> QUESTION_FORMS =
      Set.of(
          DataSchema.QUESTION_FORM.namespace(),
          DataSchema.namespace("2017-11-06/QuestionForm.xsd"));

  private QuestionDocuments() {}

  /**
   * A HIT's question: a QuestionForm, an ExternalQuestion or an HTMLQuestion.
   *
   * @throws ApiException {@code XMLParseError}, {@code XHTMLParseError}, or a
   *     ParameterValidationError for a URL that is not one of the web
   */
  public static XmlDocument question(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    switch (root.name()) {
      case "QuestionForm" -> checkForm(xml, root);
      case "ExternalQuestion" -> {
        check(xml, root, DataSchema.EXTERNAL_QUESTION);
        requireUrl(text(root, "ExternalURL"));
      }
      case "HTMLQuestion" -> {
        check(xml, root, DataSchema.HTML_QUESTION);
        text(root, "HTMLContent");
      }
      default -> throw unexpectedRoot(root);
    }
    return root;
  }

  /** An HTMLQuestion that holds this page. */
  public static String html(String page, int frameHeight) {
    return "<HTMLQuestion xmlns=\""
        + DataSchema.HTML_QUESTION.namespace()
        + "\"><HTMLContent><![CDATA["
        // The only text that CDATA cannot hold is its own end.
        + page.replace("]]>", "]]]]><![CDATA[>")
        + "]]></HTMLContent><FrameHeight>"
        + frameHeight
        + "</FrameHeight></HTMLQuestion>";
  }

  /**
   * A Qualification test: a QuestionForm without file uploads.
   *
   * @throws ApiException {@code XMLParseError} or {@code XHTMLParseError}
   */
  public static XmlDocument test(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    requireRoot(root, "QuestionForm");
    checkForm(xml, root);
    for (XmlDocument question : root.all("Question")) {
      if (!child(question, "AnswerSpecification").all("FileUploadAnswer").isEmpty()) {
        throw XmlDocument.error("A Qualification test must not ask for a file.");
      }
    }
    return root;
  }

  /**
   * An AnswerKey that a Requester sends.
   *
   * @throws ApiException {@code XMLParseError}
   */
  public static AnswerKey answerKey(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    requireRoot(root, "AnswerKey");
    check(xml, root, DataSchema.ANSWER_KEY);
    requireDifferentIdentifiers(root, "Question");
    return AnswerKey.read(root);
  }

  /** An AnswerKey that was checked when it was stored. */
  public static AnswerKey storedAnswerKey(String xml) {
    return AnswerKey.read(XmlDocument.parse(xml));
  }

  /** The identifiers of the questions of a form, in order; none for the other documents. */
  public static List<String> questionIdentifiers(XmlDocument question) {
    return question.all("Question").stream().map(each -> text(each, "QuestionIdentifier")).toList();
  }

  /**
   * How large a file may be that answers a question; nothing if the question wants none. Pages that
   * are not ours (ExternalQuestion, HTMLQuestion) may ask for any.
   *
   * @param xml the HIT's question, checked when it was stored
   */
  public static Optional<FileLimits> fileLimits(String xml, String questionIdentifier) {
    XmlDocument root = XmlDocument.parse(xml);
    if (!root.name().equals("QuestionForm")) {
      return Optional.of(FileLimits.NONE);
    }
    return root.all("Question").stream()
        .filter(question -> text(question, "QuestionIdentifier").equals(questionIdentifier))
        .flatMap(
            question -> child(question, "AnswerSpecification").all("FileUploadAnswer").stream())
        .findFirst()
        .map(
            wanted ->
                new FileLimits(
                    Long.parseLong(text(wanted, "MinFileSizeInBytes")),
                    Long.parseLong(text(wanted, "MaxFileSizeInBytes"))));
  }

  private static void checkForm(String xml, XmlDocument root) {
    requireNamespace(root, QUESTION_FORMS);
    ValidDocument.check(xml, root.namespace(), DataSchema.QUESTION_FORM);
    requireDifferentIdentifiers(root, "Question");
    ValidDocument.checkFormattedContent(root);
  }

  /** An answer names its question by the identifier alone. */
  static void requireDifferentIdentifiers(XmlDocument root, String element) {
    Set<String> seen = new HashSet<>();
    for (XmlDocument each : root.all(element)) {
      String identifier = text(each, "QuestionIdentifier");
      if (!seen.add(identifier)) {
        throw XmlDocument.error(
            "The QuestionIdentifier \"" + identifier + "\" must not be used twice.");
      }
    }
  }

  private static void check(String xml, XmlDocument root, DataSchema schema) {
    requireNamespace(root, Set.of(schema.namespace()));
    ValidDocument.check(xml, root.namespace(), schema);
  }

  private static void requireRoot(XmlDocument root, String name) {
    if (!root.name().equals(name)) {
      throw unexpectedRoot(root);
    }
  }

  private static ApiException unexpectedRoot(XmlDocument root) {
    return XmlDocument.error("The root element \"" + root.name() + "\" is not allowed here.");
  }

  private static void requireNamespace(XmlDocument root, Set<String> allowed) {
    if (!allowed.contains(root.namespace())) {
      throw XmlDocument.error(
          "The namespace \"" + root.namespace() + "\" is not that of " + root.name() + ".");
    }
  }

  /** Later manuals demand https; the service took both for years (companion section 5.17). */
  private static void requireUrl(String url) {
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      throw ApiException.notValid(
          url, "Question", "The ExternalURL must begin with https:// or http://.");
    }
  }

  static String text(XmlDocument parent, String name) {
    String text = child(parent, name).text().trim();
    if (text.isEmpty()) {
      throw XmlDocument.error("The element " + name + " must not be empty.");
    }
    return text;
  }

  static XmlDocument child(XmlDocument parent, String name) {
    List<XmlDocument> found = parent.all(name);
    if (found.size() != 1) {
      throw XmlDocument.error(
          "The element " + parent.name() + " must have exactly one " + name + ".");
    }
    return found.get(0);
  }
}
