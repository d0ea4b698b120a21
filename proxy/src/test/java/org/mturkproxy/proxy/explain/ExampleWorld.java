package org.mturkproxy.proxy.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateHitWithHitTypeRequest;
import software.amazon.awssdk.services.mturk.model.QualificationTypeStatus;

/** What the examples are about: HITs, work and Qualifications in a marketplace, made anew. */
final class ExampleWorld implements AutoCloseable {

  private static final String SCHEMAS =
      "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/";
  private static final String QUESTION =
      "<QuestionForm xmlns=\""
          + SCHEMAS
          + "2005-10-01/QuestionForm.xsd\"><Question><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<QuestionContent><Text>A file, it's \"needed\" \u2713</Text></QuestionContent>"
          + "<AnswerSpecification><FileUploadAnswer><MaxFileSizeInBytes>1000</MaxFileSizeInBytes>"
          + "<MinFileSizeInBytes>1</MinFileSizeInBytes></FileUploadAnswer></AnswerSpecification>"
          + "</Question></QuestionForm>";
  private static final String ANSWER =
      "<QuestionFormAnswers xmlns=\""
          + SCHEMAS
          + "2005-10-01/QuestionFormAnswers.xsd\"><Answer><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<FreeText>x"
          + "</FreeText></Answer></QuestionFormAnswers>";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String endpoint;
  private final MTurkClient mturk;
  private final HttpClient http = HttpClient.newHttpClient();

  ExampleWorld(String endpoint, String key, String secret) {
    this.endpoint = endpoint;
    this.mturk =
        MTurkClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(endpoint))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
            .build();
  }

  /** Makes one more of everything; the ids by the names that stand in the examples. */
  Map<String, String> ids() throws IOException, InterruptedException {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("Question", QUESTION);
    String type = hitType("One");
    ids.put("HITTypeId", type);
    ids.put("OtherHITTypeId", hitType("Another"));
    String hit = hit(type, 4);
    ids.put("HITId", hit);
    ids.put("AssignmentId", work("A1WORKER", hit));
    String rejected = work("A2WORKER", hit);
    mturk.rejectAssignment(r -> r.assignmentId(rejected).requesterFeedback("No"));
    ids.put("RejectedAssignmentId", rejected);
    String finished = hit(type, 1);
    String approved = work("A1WORKER", finished);
    mturk.approveAssignment(r -> r.assignmentId(approved));
    ids.put("FinishedHITId", finished);
    String uploading =
        worker("assignments/accept", Map.of("WorkerId", "A3WORKER", "HITId", hit), "AssignmentId");
    worker("assignments/" + uploading + "/files/q1", Map.of(), "UploadedFileKey");
    submit(uploading);
    ids.put("UploadingAssignmentId", uploading);
    String skill =
        mturk
            .createQualificationType(
                r ->
                    r.name("Skill " + UUID.randomUUID())
                        .description("d")
                        .qualificationTypeStatus(QualificationTypeStatus.ACTIVE))
            .qualificationType()
            .qualificationTypeId();
    ids.put("QualificationTypeId", skill);
    mturk.associateQualificationWithWorker(
        r -> r.qualificationTypeId(skill).workerId("A1WORKER").integerValue(80));
    ids.put(
        "QualificationRequestId",
        worker(
            "qualification-requests",
            Map.of("WorkerId", "A2WORKER", "QualificationTypeId", skill),
            "QualificationRequestId"));
    return ids;
  }

  /**
   * A HIT that somebody works on.
   *
   * @param hitId its id
   * @param inProgress the assignment that is not submitted yet
   */
  record BusyHit(String hitId, String inProgress) {}

  /** Makes one on which so many Workers have finished. */
  BusyHit busyHit(int submitted) throws IOException, InterruptedException {
    String hit = hit(hitType("Busy"), submitted + 1);
    String inProgress =
        worker("assignments/accept", Map.of("WorkerId", "A0WORKER", "HITId", hit), "AssignmentId");
    for (int i = 1; i <= submitted; i++) {
      work("A" + i + "WORKER", hit);
    }
    return new BusyHit(hit, inProgress);
  }

  /** Has the Worker submit what is in progress. */
  void submit(String assignment) throws IOException, InterruptedException {
    worker("assignments/" + assignment + "/submit", Map.of("Answer", ANSWER), "AssignmentId");
  }

  private String hitType(String title) {
    return mturk
        .createHITType(
            r -> r.title(title).description("d").reward("0.05").assignmentDurationInSeconds(600L))
        .hitTypeId();
  }

  private String hit(String type, int assignments) {
    return mturk
        .createHITWithHITType(
            CreateHitWithHitTypeRequest.builder()
                .hitTypeId(type)
                .lifetimeInSeconds(86_400L)
                .maxAssignments(assignments)
                .question(QUESTION)
                .build())
        .hit()
        .hitId();
  }

  private String work(String worker, String hit) throws IOException, InterruptedException {
    return worker(
        "assignments", Map.of("WorkerId", worker, "HITId", hit, "Answer", ANSWER), "AssignmentId");
  }

  private String worker(String path, Map<String, String> body, String wanted)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/worker/" + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    JsonNode member = JSON.readTree(answer).path(wanted);
    if (!member.isTextual()) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return member.textValue();
  }

  @Override
  public void close() {
    mturk.close();
  }
}
