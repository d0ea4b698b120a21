package org.mturkproxy.marketplace;

import java.util.function.Consumer;
import software.amazon.awssdk.services.mturk.model.CreateHitRequest;
import software.amazon.awssdk.services.mturk.model.CreateHitTypeRequest;
import software.amazon.awssdk.services.mturk.model.Locale;
import software.amazon.awssdk.services.mturk.model.QualificationRequirement;

/** Requests that are good as they are. */
final class Examples {

  static final String EXTERNAL_QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd\">"
          + "<ExternalURL>https://example.com/?a=1&amp;b=2</ExternalURL>"
          + "<FrameHeight>400</FrameHeight></ExternalQuestion>";

  static final String HTML_QUESTION =
      "<HTMLQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd\">"
          + "<HTMLContent><![CDATA[<!DOCTYPE html><html><body>&nbsp;</body></html>]]></HTMLContent>"
          + "<FrameHeight>0</FrameHeight></HTMLQuestion>";

  static final String QUESTION_FORM =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<QuestionForm xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionForm.xsd\">\n"
          + "<Question><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<QuestionContent><Text>Which one \u2014 \uD83D\uDE00?</Text></QuestionContent>"
          + "<AnswerSpecification><SelectionAnswer><Selections>"
          + "<Selection><SelectionIdentifier>A</SelectionIdentifier><Text>a</Text></Selection>"
          + "<Selection><SelectionIdentifier>B</SelectionIdentifier><Text>b</Text></Selection>"
          + "</Selections></SelectionAnswer></AnswerSpecification></Question>\n"
          + "</QuestionForm>";

  static final String ANSWER_KEY =
      "<AnswerKey xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/AnswerKey.xsd\">"
          + "<Question><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<AnswerOption><SelectionIdentifier>B</SelectionIdentifier><AnswerScore>10</AnswerScore></AnswerOption>"
          + "</Question></AnswerKey>";

  static final String ANSWER = answer("q1", "A");

  private Examples() {}

  /** The answers of a Worker who selected one option. */
  static String answer(String question, String selection) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
        + "<QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\">\n"
        + "<Answer>\n<QuestionIdentifier>"
        + question
        + "</QuestionIdentifier>\n<SelectionIdentifier>"
        + selection
        + "</SelectionIdentifier>\n</Answer>\n</QuestionFormAnswers>\n";
  }

  static CreateHitRequest.Builder hit() {
    return CreateHitRequest.builder()
        .title("Tag a photo")
        .description("Choose tags")
        .reward("0.05")
        .lifetimeInSeconds(86_400L)
        .assignmentDurationInSeconds(600L)
        .question(EXTERNAL_QUESTION);
  }

  static CreateHitTypeRequest.Builder hitType() {
    return CreateHitTypeRequest.builder()
        .title("Tag a photo")
        .description("Choose tags")
        .reward("0.05")
        .assignmentDurationInSeconds(600L);
  }

  static QualificationRequirement requirement(Consumer<QualificationRequirement.Builder> values) {
    return QualificationRequirement.builder().applyMutation(values).build();
  }

  static Locale locale(String country) {
    return Locale.builder().country(country).build();
  }
}
