package org.mturkproxy.marketplace.documents;

import java.util.List;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;

/**
 * Checks the documents that a Requester sends: well-formed, the right root in the right namespace,
 * and the elements without which a Worker could not be shown anything (companion sections 5.16 to
 * 5.19). They are kept byte for byte.
 */
public final class QuestionDocuments {

  private static final String SCHEMAS =
      "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/";

  private static final Set<String> QUESTION_FORMS =
      Set.of(SCHEMAS + "2005-10-01/QuestionForm.xsd", SCHEMAS + "2017-11-06/QuestionForm.xsd");
  private static final String EXTERNAL_QUESTION = SCHEMAS + "2006-07-14/ExternalQuestion.xsd";
  private static final String HTML_QUESTION = SCHEMAS + "2011-11-11/HTMLQuestion.xsd";
  private static final String ANSWER_KEY = SCHEMAS + "2005-10-01/AnswerKey.xsd";

  /** The namespace of what Workers answer. */
  static final String ANSWERS = SCHEMAS + "2005-10-01/QuestionFormAnswers.xsd";

  private QuestionDocuments() {}

  /**
   * A HIT's question: a QuestionForm, an ExternalQuestion or an HTMLQuestion.
   *
   * @throws ApiException {@code XMLParseError}
   */
  public static XmlDocument question(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    switch (root.name()) {
      case "QuestionForm" -> requireQuestionForm(root);
      case "ExternalQuestion" -> {
        requireNamespace(root, Set.of(EXTERNAL_QUESTION));
        requireUrl(text(root, "ExternalURL"));
        requireNumber(root, "FrameHeight");
      }
      case "HTMLQuestion" -> {
        requireNamespace(root, Set.of(HTML_QUESTION));
        text(root, "HTMLContent");
        requireNumber(root, "FrameHeight");
      }
      default -> throw unexpectedRoot(root);
    }
    return root;
  }

  /** An HTMLQuestion that holds this page. */
  public static String html(String page, int frameHeight) {
    return "<HTMLQuestion xmlns=\""
        + HTML_QUESTION
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
   * @throws ApiException {@code XMLParseError}
   */
  public static XmlDocument test(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    requireRoot(root, "QuestionForm");
    requireQuestionForm(root);
    for (XmlDocument question : root.all("Question")) {
      for (XmlDocument specification : question.all("AnswerSpecification")) {
        if (!specification.all("FileUploadAnswer").isEmpty()) {
          throw XmlDocument.error("A Qualification test must not ask for a file.");
        }
      }
    }
    return root;
  }

  /**
   * An AnswerKey.
   *
   * @throws ApiException {@code XMLParseError}
   */
  public static AnswerKey answerKey(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    requireRoot(root, "AnswerKey");
    requireNamespace(root, Set.of(ANSWER_KEY));
    return AnswerKey.read(root);
  }

  /** The identifiers of the questions of a form, in order; none for the other documents. */
  public static List<String> questionIdentifiers(XmlDocument question) {
    return question.all("Question").stream().map(each -> text(each, "QuestionIdentifier")).toList();
  }

  private static void requireQuestionForm(XmlDocument root) {
    requireNamespace(root, QUESTION_FORMS);
    if (root.all("Question").isEmpty() && root.all("Overview").isEmpty()) {
      throw XmlDocument.error("A QuestionForm must have an Overview or a Question.");
    }
    for (XmlDocument question : root.all("Question")) {
      text(question, "QuestionIdentifier");
      child(question, "QuestionContent");
      child(question, "AnswerSpecification");
    }
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

  private static void requireUrl(String url) {
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      throw XmlDocument.error("The ExternalURL must begin with https:// or http://.");
    }
  }

  private static void requireNumber(XmlDocument parent, String name) {
    if (!text(parent, name).matches("[+-]?[0-9]{1,9}")) {
      throw XmlDocument.error("The element " + name + " must be a whole number.");
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
