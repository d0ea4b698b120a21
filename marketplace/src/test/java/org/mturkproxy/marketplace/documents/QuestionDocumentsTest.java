package org.mturkproxy.marketplace.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.marketplace.call.ApiException;

class QuestionDocumentsTest {

  private static final String SCHEMAS =
      "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/";

  private static final String FREE_TEXT = "<FreeTextAnswer/>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Overview><Text/></Overview>",
        "<Question>%s<QuestionContent><Text></Text></QuestionContent>%s</Question>",
        "<Overview><Title>t</Title></Overview><Question>%s<DisplayName/><IsRequired>1</IsRequired>"
            + "<QuestionContent><List><ListItem>a</ListItem></List></QuestionContent>%s</Question>",
        "<Overview><EmbeddedBinary><EmbeddedMimeType><Type>a</Type><SubType>b</SubType>"
            + "</EmbeddedMimeType><DataURL>https://x/</DataURL><AltText/><Width>1</Width>"
            + "<Height>1</Height></EmbeddedBinary></Overview>",
        "<Overview><FormattedContent/></Overview>",
        "<Overview><!-- here one may --><?pi?><Text><![CDATA[<p>]]></Text></Overview>",
      })
  void formsThatTheSchemaAllowsAreTaken(String content) {
    String form = form(content.formatted(identifier("q"), answer(FREE_TEXT)));
    assertEquals("QuestionForm", QuestionDocuments.question(form).name());
    assertEquals("QuestionForm", QuestionDocuments.test(form).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <Text/>                                                   | cvc-complex-type.2.4.a
          <Overview/>                                               | cvc-complex-type.2.4.b
          <Overview><Text/><Image/></Overview>                      | cvc-complex-type.2.4.a
          <Overview lang="en"><Text/></Overview>                    | cvc-complex-type.3.2.2
          <Overview>hello<Text/></Overview>                         | cvc-complex-type.2.3
          <Overview><FormattedContent><b>x</b></FormattedContent></Overview> | cvc-type.3.1.2
          <Overview><Binary><MimeType><Type>text</Type></MimeType><DataURL>http://x/</DataURL>\
          <AltText/></Binary></Overview>                            | cvc-enumeration-valid
          <Overview><Binary><MimeType><Type>image</Type></MimeType><DataURL>file:///x</DataURL>\
          <AltText/></Binary></Overview>                            | cvc-pattern-valid
          """)
  void whatTheSchemaDoesNotAllowIsAnXmlParseError(String content, String rule) {
    ApiException error = refused("XMLParseError", () -> QuestionDocuments.question(form(content)));
    assertTrue(
        error
            .getMessage()
            .matches(
                "There was an error parsing the XML question or answer data in your request\\."
                    + " Please make sure the data is well-formed and validates against the"
                    + " appropriate schema\\. Details: "
                    + rule
                    + ".*: .* \\(line [0-9]+, column [0-9]+\\)"),
        error.getMessage());
  }

  @Test
  void anXmlParseErrorNamesElementsWithoutTheirNamespace() {
    assertEquals(
        "There was an error parsing the XML question or answer data in your request. Please make"
            + " sure the data is well-formed and validates against the appropriate schema."
            + " Details: cvc-complex-type.2.4.a: Invalid content was found starting with element"
            + " '{Text}'. One of '{Overview, Question}' is expected. (line 1, column 123)",
        refused("XMLParseError", () -> QuestionDocuments.question(form("<Text/>"))).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "<SelectionAnswer><Selections/></SelectionAnswer>",
    "<FreeTextAnswer><DefaultText/><Constraints/></FreeTextAnswer>",
    "<FreeTextAnswer><Constraints><AnswerFormatRegex/></Constraints></FreeTextAnswer>",
    "<FreeTextAnswer><NumberOfLinesSuggestion>0</NumberOfLinesSuggestion></FreeTextAnswer>",
    "<FreeTextAnswer><Constraints><Length minLength=\"-1\"/></Constraints></FreeTextAnswer>",
    "<FileUploadAnswer><MaxFileSizeInBytes>2000000001</MaxFileSizeInBytes>"
        + "<MinFileSizeInBytes>1</MinFileSizeInBytes></FileUploadAnswer>",
    "<FreeTextAnswer/><FreeTextAnswer/>",
  })
  void anAnswerSpecificationIsCheckedToo(String specification) {
    refused(
        "XMLParseError", () -> QuestionDocuments.question(form(question(answer(specification)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Some <b>bold</b> text &amp; more&#160;</p>",
        "plain",
        "<table border=\"1\"><tr><td nowrap=\"nowrap\" width=\"50%\">a</td></tr></table>",
        "<img src=\"https://example.com/a.jpg\" alt=\"a\"/><br/><hr/>",
        "<a href=\"https://example.com/\" target=\"_blank\">a</a>",
        "<ul><li>a<ol start=\"3\"><li><pre xml:space=\"preserve\"> b</pre></li></ol></li></ul>",
        "<font color=\"#f00\" size=\"2\">a</font>",
      })
  void formattedContentMayHaveTheMarkupOfItsSubset(String markup) {
    assertEquals("QuestionForm", QuestionDocuments.question(formatted(markup)).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>x</script>",
        "<div>x</div>",
        "<span>x</span>",
        "<p class=\"x\">x</p>",
        "<p id=\"x\">x</p>",
        "<p style=\"x\">x</p>",
        "<p onclick=\"x\">x</p>",
        "<P>x</P>",
        "<p>x",
        "<p>x<br></p>",
        "<!-- x -->",
        "<img src=\"https://example.com/a.jpg\"/>",
        "<img alt=\"a\"/>",
        "<a href=\"javascript:x\">x</a>",
        "<a href=\"https://x/\"><a>x</a></a>",
        "x &nbsp; y",
        "</FormattedContent><FormattedContent>",
      })
  void otherMarkupInFormattedContentIsAnXhtmlParseError(String markup) {
    refused("XHTMLParseError", () -> QuestionDocuments.question(formatted(markup)));
    refused("XHTMLParseError", () -> QuestionDocuments.test(formatted(markup)));
  }

  @Test
  void anXhtmlParseErrorNamesWhatIsWrong() {
    assertEquals(
        "There was an error parsing the XHTML data in your request. Please make sure the data is"
            + " well-formed and validates against the appropriate schema. Details: The entity"
            + " \"nbsp\" was referenced, but not declared. (line 2, column 8)",
        refused("XHTMLParseError", () -> QuestionDocuments.question(formatted("x\n &nbsp; y")))
            .getMessage());
  }

  @Test
  void formattedContentOfASelectionIsCheckedToo() {
    String options =
        "<SelectionAnswer><Selections><Selection><SelectionIdentifier>a</SelectionIdentifier>"
            + "<FormattedContent>&lt;div/&gt;</FormattedContent></Selection></Selections>"
            + "</SelectionAnswer>";
    refused("XHTMLParseError", () -> QuestionDocuments.question(form(question(answer(options)))));
  }

  @Test
  void theNewerNamespaceOfFormsIsTaken() {
    String form = form("<Overview><Text/></Overview>").replace("2005-10-01", "2017-11-06");
    assertEquals(
        SCHEMAS + "2017-11-06/QuestionForm.xsd", QuestionDocuments.question(form).namespace());
    refused(
        "XMLParseError", () -> QuestionDocuments.question(form.replace("Overview", "Underview")));
    refused(
        "XMLParseError",
        () -> QuestionDocuments.question(form.replace("2017-11-06", "2099-01-01")));
  }

  @Test
  void prefixesMayBeUsed() {
    assertEquals(
        List.of("q"),
        QuestionDocuments.questionIdentifiers(
            QuestionDocuments.question(
                "<q:QuestionForm xmlns:q=\""
                    + SCHEMAS
                    + "2005-10-01/QuestionForm.xsd\">"
                    + question(answer(FREE_TEXT))
                        .replace("</", "</q:")
                        .replaceAll("<(\\w)", "<q:$1")
                    + "</q:QuestionForm>")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://example.com/ | 400 | OK
          http://example.com/  | 0   | OK
          https://x/           | -1  | OK
          ftp://example.com/   | 400 | ParameterValidationError
          example.com          | 400 | ParameterValidationError
          https://x/           | 4.5 | XMLParseError
          https://x/           | ''  | XMLParseError
          """)
  void anExternalQuestionHasAWebAddressAndAWholeHeight(String url, String height, String outcome) {
    String xml =
        "<ExternalQuestion xmlns=\"%s2006-07-14/ExternalQuestion.xsd\"><ExternalURL>%s"
            + "</ExternalURL><FrameHeight>%s</FrameHeight></ExternalQuestion>";
    String question = xml.formatted(SCHEMAS, url, height);
    if (outcome.equals("OK")) {
      assertEquals("ExternalQuestion", QuestionDocuments.question(question).name());
    } else {
      refused(outcome, () -> QuestionDocuments.question(question));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]>",
      })
  void aDocumentTypeIsRefusedAndNothingFetched(String declaration) {
    for (String xml : List.of(form("<Overview><Text/></Overview>"), answers("<FreeText/>"))) {
      assertTrue(
          refused("XMLParseError", () -> QuestionDocuments.question(declaration + xml))
              .getMessage()
              .contains("DOCTYPE is disallowed"));
      refused("XMLParseError", () -> Answers.checked(declaration + xml));
    }
  }

  @Test
  void aHintWhereASchemaCouldBeIsNotFollowed() {
    String hint =
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:schemaLocation=\"urn:x http://127.0.0.1:1/x.xsd\">";
    String form = form("<Overview><Text/></Overview>").replaceFirst(">", hint);
    assertEquals("QuestionForm", QuestionDocuments.question(form).name());
  }

  @Test
  void elementsAreNotNestedWithoutEnd() {
    String deep = "<List>".repeat(101);
    assertTrue(
        refused("XMLParseError", () -> QuestionDocuments.question(form(deep)))
            .getMessage()
            .endsWith("Details: The elements are nested too deeply."));
    refused("XHTMLParseError", () -> QuestionDocuments.question(formatted("<b>".repeat(200))));
  }

  @Test
  void aTestHasNoFileUpload() {
    String upload =
        "<FileUploadAnswer><MaxFileSizeInBytes>9</MaxFileSizeInBytes>"
            + "<MinFileSizeInBytes>1</MinFileSizeInBytes></FileUploadAnswer>";
    String form = form(question(answer(upload)));
    assertEquals("QuestionForm", QuestionDocuments.question(form).name());
    refused("XMLParseError", () -> QuestionDocuments.test(form));
  }

  @ParameterizedTest
  @CsvSource({
    "<FreeText>x</FreeText>, x",
    "<FreeText/>, ''",
    "<SelectionIdentifier>b</SelectionIdentifier>, b",
    "<OtherSelectionText>o</OtherSelectionText>, o",
    "<UploadedFileSizeInBytes>1</UploadedFileSizeInBytes><UploadedFileKey>k</UploadedFileKey>, k",
  })
  void answersOfEveryKindAreTaken(String answer, String value) {
    assertEquals(Map.of("q", Set.of(value)), Answers.checked(answers(answer)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<FreeText/><SelectionIdentifier/>",
        "<OtherSelectionText/><SelectionIdentifier/>",
        "<UploadedFileKey>k</UploadedFileKey>",
        "<UploadedFileSizeInBytes>0</UploadedFileSizeInBytes><UploadedFileKey>k</UploadedFileKey>",
        "<Text/>",
      })
  void otherAnswersAreNot(String answer) {
    refused("XMLParseError", () -> Answers.checked(answers(answer)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<AnswerScore>1</AnswerScore><SelectionIdentifier>a</SelectionIdentifier>",
        "<SelectionIdentifier>a</SelectionIdentifier>",
        "<SelectionIdentifier>a</SelectionIdentifier><AnswerScore>1.5</AnswerScore>",
        "<SelectionIdentifier>a</SelectionIdentifier><AnswerScore>2147483648</AnswerScore>",
      })
  void anAnswerKeyThatTheSchemaDoesNotAllowIsAnXmlParseError(String option) {
    String key =
        "<AnswerKey xmlns=\"%s2005-10-01/AnswerKey.xsd\"><Question>%s<AnswerOption>%s"
            + "</AnswerOption></Question></AnswerKey>";
    refused(
        "XMLParseError",
        () -> QuestionDocuments.answerKey(key.formatted(SCHEMAS, identifier("q"), option)));
  }

  /** An answer could belong to either question, or either answer count. */
  @Test
  void noQuestionIsNamedTwice() {
    String key =
        "<AnswerKey xmlns=\"%s2005-10-01/AnswerKey.xsd\">%s</AnswerKey>"
            .formatted(
                SCHEMAS,
                ("<Question>"
                        + identifier(" q")
                        + "<AnswerOption><SelectionIdentifier>a</SelectionIdentifier>"
                        + "<AnswerScore>1</AnswerScore></AnswerOption></Question>")
                    .repeat(2));
    String form = form(question(answer(FREE_TEXT)).repeat(2));
    String twice = answers("<FreeText>1</FreeText></Answer><Answer>%s<FreeText>2</FreeText>");
    List<Runnable> checks =
        List.of(
            () -> QuestionDocuments.question(form),
            () -> QuestionDocuments.test(form),
            () -> QuestionDocuments.answerKey(key),
            () -> Answers.checked(twice.formatted(identifier("q"))));
    for (Runnable check : checks) {
      assertTrue(
          refused("XMLParseError", check)
              .getMessage()
              .endsWith("Details: The QuestionIdentifier \"q\" must not be used twice."));
    }
    assertEquals(2, Answers.checked(twice.formatted(identifier("r"))).size());
  }

  private static ApiException refused(String code, Runnable check) {
    ApiException error = assertThrows(ApiException.class, check::run);
    assertEquals(
        code,
        error
            .turkErrorCode()
            .map(turk -> turk.replace("AWS.MechanicalTurk.", ""))
            .orElse(error.type()));
    return error;
  }

  private static String form(String content) {
    return "<QuestionForm xmlns=\""
        + SCHEMAS
        + "2005-10-01/QuestionForm.xsd\">"
        + content
        + "</QuestionForm>";
  }

  private static String formatted(String markup) {
    return form(
        "<Overview><FormattedContent><![CDATA[" + markup + "]]></FormattedContent></Overview>");
  }

  private static String question(String specification) {
    return "<Question>"
        + identifier("q")
        + "<QuestionContent><Text/></QuestionContent>"
        + specification
        + "</Question>";
  }

  private static String identifier(String id) {
    return "<QuestionIdentifier>" + id + "</QuestionIdentifier>";
  }

  private static String answer(String specification) {
    return "<AnswerSpecification>" + specification + "</AnswerSpecification>";
  }

  private static String answers(String answer) {
    return "<QuestionFormAnswers xmlns=\""
        + SCHEMAS
        + "2005-10-01/QuestionFormAnswers.xsd\"><Answer>"
        + identifier("q")
        + answer
        + "</Answer></QuestionFormAnswers>";
  }
}
