package org.mturkproxy.marketplace.documents;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;

/** What a Worker answered: a QuestionFormAnswers document (companion section 5.18). */
public final class Answers {

  private Answers() {}

  /**
   * Checks what a Worker hands in. A question that is answered twice has no answer that counts.
   *
   * @return as {@link #parse}
   * @throws ApiException {@code XMLParseError} if it is no such document
   */
  public static Map<String, Set<String>> checked(String xml) {
    XmlDocument root = root(xml);
    Map<String, Set<String>> answers = read(root);
    ValidDocument.check(xml, DataSchema.ANSWERS.namespace(), DataSchema.ANSWERS);
    QuestionDocuments.requireDifferentIdentifiers(root, "Answer");
    return answers;
  }

  /**
   * The answers by question, of a document that was checked when it was handed in. A selection
   * gives its identifiers, a free text itself, an upload the key of its file.
   *
   * @throws ApiException {@code XMLParseError} if it is no such document
   */
  public static Map<String, Set<String>> parse(String xml) {
    return read(root(xml));
  }

  private static XmlDocument root(String xml) {
    XmlDocument root = XmlDocument.parse(xml);
    if (!root.name().equals("QuestionFormAnswers")
        || !root.namespace().equals(DataSchema.ANSWERS.namespace())) {
      throw XmlDocument.error("The document is not a QuestionFormAnswers.");
    }
    return root;
  }

  private static Map<String, Set<String>> read(XmlDocument root) {
    Map<String, Set<String>> answers = new LinkedHashMap<>();
    for (XmlDocument answer : root.all("Answer")) {
      Set<String> values = new LinkedHashSet<>();
      for (XmlDocument part : answer.children()) {
        switch (part.name()) {
          case "FreeText", "SelectionIdentifier", "OtherSelectionText", "UploadedFileKey" ->
              values.add(part.text().trim());
          default -> {
            // QuestionIdentifier, UploadedFileSizeInBytes
          }
        }
      }
      answers.put(QuestionDocuments.text(answer, "QuestionIdentifier"), values);
    }
    return answers;
  }
}
