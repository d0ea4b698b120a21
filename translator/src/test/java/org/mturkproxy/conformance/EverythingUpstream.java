package org.mturkproxy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;

/** Answers every modern call with every member that the modern API has, each with a value. */
public final class EverythingUpstream implements Upstream {

  /** What Workers and Requesters write: markup, a control character, an emoji. */
  private static final String TEXT = "a & <b> \\u0001 \\uD83D\\uDE00";

  private static final String HIT =
      """
      {"HITId":"3HIT","HITTypeId":"3TYPE","HITGroupId":"3GROUP","HITLayoutId":"3LAYOUT",
       "CreationTime":1.5675E9,"Title":"TEXT","Description":"TEXT","Question":"<q>TEXT</q>",
       "Keywords":"TEXT","HITStatus":"Reviewable","MaxAssignments":20,"Reward":"0.05",
       "AutoApprovalDelayInSeconds":2592000,"Expiration":1.567545201234E9,
       "AssignmentDurationInSeconds":600,"RequesterAnnotation":"TEXT","QualificationRequirements":[
        {"QualificationTypeId":"00000000000000000071","Comparator":"In","LocaleValues":[
         {"Country":"US","Subdivision":"CA"},{"Country":"GB"}],"ActionsGuarded":"PreviewAndAccept"},
        {"QualificationTypeId":"000000000000000000L0","Comparator":"NotIn","IntegerValues":[1,-2],
         "RequiredToPreview":false}],
       "HITReviewStatus":"MarkedForReview","NumberOfAssignmentsPending":1,
       "NumberOfAssignmentsAvailable":2,"NumberOfAssignmentsCompleted":3}
      """;

  private static final String ASSIGNMENT =
      """
      {"AssignmentId":"3ASG","WorkerId":"A1WORKER","HITId":"3HIT","AssignmentStatus":"Rejected",
       "AutoApprovalTime":1567545201,"AcceptTime":1567545201,"SubmitTime":1567545201.9,
       "ApprovalTime":1567545201,"RejectionTime":1567545201,"Deadline":1567545201,
       "Answer":"<a>TEXT</a>","RequesterFeedback":"TEXT"}
      """;

  private static final String QUALIFICATION_TYPE =
      """
      {"QualificationTypeId":"3QUAL","CreationTime":1567545201,"Name":"TEXT","Description":"TEXT",
       "Keywords":"TEXT","QualificationTypeStatus":"Inactive","Test":"<t>TEXT</t>",
       "TestDurationInSeconds":60,"AnswerKey":"<k/>","RetryDelayInSeconds":0,"IsRequestable":true,
       "AutoGranted":true,"AutoGrantedValue":-5}
      """;

  private static final String QUALIFICATION =
      """
      {"QualificationTypeId":"3QUAL","WorkerId":"A1WORKER","GrantTime":1567545201,
       "IntegerValue":7,"LocaleValue":{"Country":"US","Subdivision":"CA"},"Status":"Granted"}
      """;

  private static final String ALL =
      """
      {"HIT":HIT_,"Assignment":ASG_,"QualificationType":TYPE_,"Qualification":QUAL_,
       "HITTypeId":"3TYPE","AvailableBalance":"10000.00","OnHoldBalance":"0.50","NumResults":1,
       "FileUploadURL":"https://example.org/f?a=1&b=2",
       "NotifyWorkersFailureStatuses":[{"NotifyWorkersFailureCode":"HardFailure",
        "NotifyWorkersFailureMessage":"TEXT","WorkerId":"A1WORKER"},
        {"NotifyWorkersFailureCode":"SoftFailure","NotifyWorkersFailureMessage":"TEXT",
         "WorkerId":"A2WORKER"}],
       "HITs":[HIT_],"Assignments":[ASG_],"QualificationTypes":[TYPE_],"Qualifications":[QUAL_],
       "QualificationRequests":[{"QualificationRequestId":"3REQ","QualificationTypeId":"3QUAL",
        "WorkerId":"A1WORKER","Test":"<t/>","Answer":"<a>TEXT</a>","SubmitTime":1567545201}],
       "BonusPayments":[{"WorkerId":"A1WORKER","BonusAmount":"1234.50","AssignmentId":"3ASG",
        "Reason":"TEXT","GrantTime":1567545201}],
       "WorkerBlocks":[{"WorkerId":"A1WORKER","Reason":"TEXT"}],
       "HITId":"3HIT","AssignmentReviewPolicy":{"PolicyName":"ScoreMyKnownAnswers/2011-09-01"},
       "HITReviewPolicy":{"PolicyName":"SimplePlurality/2011-09-01"},
       "AssignmentReviewReport":REPORT_,"HITReviewReport":REPORT_}
      """;

  private static final String REPORT =
      """
      {"ReviewResults":[{"ActionId":"3ACT","SubjectId":"3ASG","SubjectType":"Assignment",
        "QuestionId":"q1","Key":"WorkerAgreementScore","Value":"100"}],
       "ReviewActions":[{"ActionId":"3ACT","ActionName":"approve","TargetId":"3ASG",
        "TargetType":"Assignment","Status":"Succeeded","CompleteTime":1567545201,"Result":"TEXT",
        "ErrorCode":"TEXT"}]}
      """;

  private final byte[] answer;

  /** The upstream. */
  public EverythingUpstream() {
    String json =
        ALL.replace("HIT_", HIT)
            .replace("ASG_", ASSIGNMENT)
            .replace("TYPE_", QUALIFICATION_TYPE)
            .replace("QUAL_", QUALIFICATION)
            .replace("REPORT_", REPORT)
            .replace("TEXT", TEXT);
    try {
      // Read and written once, so that a mistake above is found here.
      ObjectNode all = (ObjectNode) new ObjectMapper().readTree(json);
      answer = all.toString().getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<ModernReply> send(ModernCall call) {
    SdkModel.check(call);
    return CompletableFuture.completedFuture(
        new ModernReply(ModernAnswers.read(200, Optional.empty(), answer), 1));
  }
}
