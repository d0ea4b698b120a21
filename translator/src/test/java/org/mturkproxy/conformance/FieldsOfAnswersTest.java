package org.mturkproxy.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * The tables 4.8 and 4.10 of {@code mapping.md}, row by row: what becomes of the members of a
 * modern answer that has all of them.
 */
final class FieldsOfAnswersTest {

  private static final String ALL =
      "Minimal,HITDetail,HITQuestion,HITAssignmentSummary,AssignmentFeedback";

  /**
   * What {@link EverythingUpstream} calls TEXT: the control character is gone, the rest arrives.
   */
  private static final String TEXT = "a &amp; &lt;b&gt;  \uD83D\uDE00";

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @DisplayName("4.8: response members")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetHIT | HITId | 3HIT
          GetHIT | HITTypeId | 3TYPE
          GetHIT | HITGroupId | 3GROUP
          GetHIT | HITLayoutId | 3LAYOUT
          GetHIT | CreationTime | 2019-09-03T08:40:00Z
          GetHIT | Title | TEXT
          GetHIT | Description | TEXT
          GetHIT | Question | &lt;q&gt;TEXT&lt;/q&gt;
          GetHIT | Keywords | TEXT
          GetHIT | HITStatus | Reviewable
          GetHIT | MaxAssignments | 20
          GetHIT | Reward | <Amount>0.05</Amount><CurrencyCode>USD</CurrencyCode><FormattedPrice>$0.05</FormattedPrice>
          GetHIT | AutoApprovalDelayInSeconds | 2592000
          GetHIT | Expiration | 2019-09-03T21:13:21Z
          GetHIT | AssignmentDurationInSeconds | 600
          GetHIT | RequesterAnnotation | TEXT
          GetHIT | QualificationRequirement | <QualificationTypeId>00000000000000000071</QualificationTypeId><Comparator>In</Comparator><LocaleValue><Country>US</Country><Subdivision>CA</Subdivision></LocaleValue><LocaleValue><Country>GB</Country></LocaleValue><RequiredToPreview>1</RequiredToPreview> and <QualificationTypeId>000000000000000000L0</QualificationTypeId><Comparator>NotIn</Comparator><IntegerValue>1</IntegerValue><IntegerValue>-2</IntegerValue><RequiredToPreview>0</RequiredToPreview>
          GetHIT | HITReviewStatus | MarkedForReview
          GetHIT | NumberOfAssignmentsPending | 1
          GetHIT | NumberOfAssignmentsAvailable | 2
          GetHIT | NumberOfAssignmentsCompleted | 3
          GetHIT | NumberOfSimilarHITs | -
          SearchHITs | HITTypeId | 3TYPE
          SearchHITs | NumResults | 1
          SearchHITs | TotalNumResults | 1
          SearchHITs | PageNumber | 1
          SearchHITs | NextToken | -
          GetReviewableHITs | HITId | 3HIT
          GetReviewableHITs | HITTypeId | -
          GetHITsForQualificationType | HITId | 3HIT
          GetAssignmentsForHIT | AssignmentId | 3ASG
          GetAssignmentsForHIT | WorkerId | A1WORKER
          GetAssignmentsForHIT | HITId | 3HIT
          GetAssignmentsForHIT | AssignmentStatus | Rejected
          GetAssignmentsForHIT | AutoApprovalTime | 2019-09-03T21:13:21Z
          GetAssignmentsForHIT | AcceptTime | 2019-09-03T21:13:21Z
          GetAssignmentsForHIT | SubmitTime | 2019-09-03T21:13:21Z
          GetAssignmentsForHIT | ApprovalTime | 2019-09-03T21:13:21Z
          GetAssignmentsForHIT | RejectionTime | 2019-09-03T21:13:21Z
          GetAssignmentsForHIT | Deadline | -
          GetAssignmentsForHIT | Answer | &lt;a&gt;TEXT&lt;/a&gt;
          GetAssignmentsForHIT | RequesterFeedback | TEXT
          GetAssignment | AssignmentId | 3ASG
          GetAssignment | HITGroupId | 3GROUP
          GetQualificationType | QualificationTypeId | 3QUAL
          GetQualificationType | CreationTime | 2019-09-03T21:13:21Z
          GetQualificationType | Name | TEXT
          GetQualificationType | Description | TEXT
          GetQualificationType | Keywords | TEXT
          GetQualificationType | QualificationTypeStatus | Inactive
          GetQualificationType | Test | &lt;t&gt;TEXT&lt;/t&gt;
          GetQualificationType | TestDurationInSeconds | 60
          GetQualificationType | AnswerKey | &lt;k/&gt;
          GetQualificationType | RetryDelayInSeconds | 0
          GetQualificationType | IsRequestable | 1
          GetQualificationType | AutoGranted | 1
          GetQualificationType | AutoGrantedValue | -5
          SearchQualificationTypes | QualificationTypeId | 3QUAL
          GetQualificationScore | QualificationTypeId | 3QUAL
          GetQualificationScore | SubjectId | A1WORKER
          GetQualificationScore | WorkerId | -
          GetQualificationScore | GrantTime | 2019-09-03T21:13:21Z
          GetQualificationScore | IntegerValue | 7
          GetQualificationScore | LocaleValue | <Country>US</Country><Subdivision>CA</Subdivision>
          GetQualificationScore | Status | Granted
          GetQualificationsForQualificationType | SubjectId | A1WORKER
          GetQualificationRequests | QualificationRequestId | 3REQ
          GetQualificationRequests | QualificationTypeId | 3QUAL
          GetQualificationRequests | SubjectId | A1WORKER
          GetQualificationRequests | WorkerId | -
          GetQualificationRequests | Test | &lt;t/&gt;
          GetQualificationRequests | Answer | &lt;a&gt;TEXT&lt;/a&gt;
          GetQualificationRequests | SubmitTime | 2019-09-03T21:13:21Z
          GetBonusPayments | WorkerId | A1WORKER
          GetBonusPayments | BonusAmount | <Amount>1234.50</Amount><CurrencyCode>USD</CurrencyCode><FormattedPrice>$1,234.50</FormattedPrice>
          GetBonusPayments | AssignmentId | 3ASG
          GetBonusPayments | Reason | TEXT
          GetBonusPayments | GrantTime | 2019-09-03T21:13:21Z
          GetBlockedWorkers | WorkerId | A1WORKER
          GetBlockedWorkers | Reason | TEXT
          GetAccountBalance | AvailableBalance | <Amount>10000.000</Amount><CurrencyCode>USD</CurrencyCode><FormattedPrice>$10,000.00</FormattedPrice>
          GetAccountBalance | OnHoldBalance | <Amount>0.500</Amount><CurrencyCode>USD</CurrencyCode><FormattedPrice>$0.50</FormattedPrice>
          GetFileUploadURL | FileUploadURL | https://example.org/f?a=1&amp;b=2
          RegisterHITType | HITTypeId | 3TYPE
          NotifyWorkers | NotifyWorkersFailureCode | HardFailure and SoftFailure
          NotifyWorkers | NotifyWorkersFailureMessage | TEXT and TEXT
          NotifyWorkers | WorkerId | A1WORKER and A2WORKER
          """)
  void aMemberBecomesThisElement(String operation, String element, String shown) {
    assertEquals(shown.replace("TEXT", TEXT), texts(answer(operation, ALL), element));
  }

  /** D, Q, S and F stand for an element of each group; M alone is an answer without any of them. */
  @ParameterizedTest(name = "{0} {1}: {2}")
  @DisplayName("4.10: response groups")
  @CsvSource(
      textBlock =
          """
          CreateHIT, '', M
          CreateHIT, HITDetail, MD
          CreateHIT, 'HITQuestion,HITAssignmentSummary', MQS
          GetHIT, '', MDQ
          GetHIT, Minimal, M
          GetHIT, HITAssignmentSummary, MS
          GetHIT, 'HITDetail,HITQuestion,HITAssignmentSummary', MDQS
          SearchHITs, '', MDS
          SearchHITs, Minimal, M
          SearchHITs, HITQuestion, MQ
          GetReviewableHITs, '', M
          GetReviewableHITs, 'HITDetail,HITQuestion', M
          GetHITsForQualificationType, '', MD
          GetHITsForQualificationType, Minimal, M
          GetAssignmentsForHIT, '', M
          GetAssignmentsForHIT, AssignmentFeedback, MF
          GetAssignment, '', MDQ
          GetAssignment, Minimal, M
          GetAssignment, AssignmentFeedback, MF
          GetAssignment, 'AssignmentFeedback,HITDetail', MDF
          """)
  void groupsChooseWhatIsShown(String operation, String groups, String shown) {
    String xml = answer(operation, groups);
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put("D", "<Title>");
    marks.put("Q", "<Question>");
    marks.put("S", "<NumberOfAssignmentsAvailable>");
    marks.put("F", "<RequesterFeedback>");
    StringBuilder seen = new StringBuilder("M");
    marks.forEach((mark, element) -> seen.append(xml.contains(element) ? mark : ""));
    assertEquals(shown, seen.toString());
  }

  private static String answer(String operation, String groups) {
    Map<String, String> parameters =
        GeneratedRequest.minimal(
            LegacyOperations.catalogue().find(operation).orElseThrow(),
            Meanings.ofNothing(operation));
    parameters.put("ResponseGroup", groups);
    return RestFront.call(operation, parameters).answer().xml();
  }

  /** The contents of all elements of this name. */
  private static String texts(String xml, String element) {
    List<String> found = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(xml);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found.isEmpty() ? "-" : String.join(" and ", found);
  }
}
