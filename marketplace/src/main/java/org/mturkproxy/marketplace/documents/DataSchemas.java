package org.mturkproxy.marketplace.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The schemas of the documents inside calls, as files. MTurk had them at {@code
 * http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/} (companion section 1.1), and
 * clients fetch them from there to check their questions.
 */
public final class DataSchemas {

  private static final List<String> PATHS =
      List.of(
          "2005-10-01/AnswerKey.xsd",
          "2005-10-01/QuestionForm.xsd",
          "2005-10-01/QuestionFormAnswers.xsd",
          "2006-07-14/ExternalQuestion.xsd",
          "2006-07-14/FormattedContentXHTMLSubset.xsd",
          "2006-07-14/xml.xsd",
          "2011-11-11/HTMLQuestion.xsd");

  private DataSchemas() {}

  /** The files that there are, such as {@code 2005-10-01/QuestionForm.xsd}. */
  public static List<String> paths() {
    return PATHS;
  }

  /**
   * A file, in UTF-8.
   *
   * @param path one of {@link #paths()}, or its part after the slash: each exists in one version,
   *     and MTurk had the newest one there
   */
  public static Optional<byte[]> file(String path) {
    return PATHS.stream()
        .filter(known -> known.equals(path) || known.substring(11).equals(path))
        .findFirst()
        .map(DataSchemas::bytes);
  }

  private static byte[] bytes(String path) {
    try (InputStream resource = DataSchemas.class.getResourceAsStream("/data-schemas/" + path)) {
      if (resource == null) {
        throw new IllegalStateException("the schema " + path + " is not packaged");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
