package org.mturkproxy.marketplace.documents;

import java.io.ByteArrayInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.SAXException;

/** A schema that documents are checked against; it is compiled when it is first needed, once. */
final class DataSchema {

  static final DataSchema QUESTION_FORM = of("2005-10-01/QuestionForm.xsd");
  static final DataSchema EXTERNAL_QUESTION = of("2006-07-14/ExternalQuestion.xsd");
  static final DataSchema HTML_QUESTION = of("2011-11-11/HTMLQuestion.xsd");
  static final DataSchema ANSWERS = of("2005-10-01/QuestionFormAnswers.xsd");
  static final DataSchema ANSWER_KEY = of("2005-10-01/AnswerKey.xsd");

  /** Of XHTML; it needs the schema of XML's own attributes. */
  static final DataSchema FORMATTED_CONTENT =
      new DataSchema(
          "http://www.w3.org/1999/xhtml",
          "2006-07-14/xml.xsd",
          "2006-07-14/FormattedContentXHTMLSubset.xsd");

  private final String namespace;
  private final String[] paths;
  private Schema compiled;

  private DataSchema(String namespace, String... paths) {
    this.namespace = namespace;
    this.paths = paths;
  }

  private static DataSchema of(String path) {
    return new DataSchema(namespace(path), path);
  }

  /** The namespace that MTurk gave to a schema of this path. */
  static String namespace(String path) {
    return "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/" + path;
  }

  String namespace() {
    return namespace;
  }

  /** Throws a {@code SAXParseException} at the first thing that the schema does not allow. */
  synchronized ValidatorHandler validator() {
    if (compiled == null) {
      compiled = compile();
    }
    return compiled.newValidatorHandler();
  }

  /** Nothing is fetched: an import is found among the sources, or nowhere. */
  private Schema compile() {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    Source[] sources = new Source[paths.length];
    for (int i = 0; i < paths.length; i++) {
      byte[] file = DataSchemas.file(paths[i]).orElseThrow();
      sources[i] = new StreamSource(new ByteArrayInputStream(file));
    }
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      return factory.newSchema(sources);
    } catch (SAXException e) {
      throw new IllegalStateException("the schema " + namespace + " is not one", e);
    }
  }
}
