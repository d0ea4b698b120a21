package org.mturkproxy.proxy.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.mturkproxy.config.UpstreamCredentials.AssumedRole;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Sessions of a role, each for as long as it is good. Nothing of STS is loaded before the first
 * session is asked for. Blocks while it asks.
 */
final class RoleCredentials implements AwsCredentialsProvider {

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** With repetitions; half of what one modern call may take. */
  private static final Duration WHOLE = Duration.ofSeconds(12);

  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(5);

  private final AssumedRole role;
  private final AwsCredentialsProvider source;
  private Optional<Session> session = Optional.empty();

  /** What asks, and what remembers the answer. */
  private record Session(StsClient client, StsAssumeRoleCredentialsProvider provider) {}

  RoleCredentials(AssumedRole role, AwsCredentialsProvider source) {
    this.role = role;
    this.source = source;
  }

  @Override
  public synchronized AwsCredentials resolveCredentials() {
    try {
      if (session.isEmpty()) {
        session = Optional.of(open());
      }
      return session.get().provider().resolveCredentials();
    } catch (AwsServiceException e) {
      boolean passing = e.statusCode() >= 500 || e.isThrottlingException();
      throw failed(code(e) + ", HTTP " + e.statusCode(), passing);
    } catch (ApiCallTimeoutException | ApiCallAttemptTimeoutException e) {
      throw failed("no answer of STS in time", true);
    } catch (SdkException e) {
      Optional<Throwable> network = network(e);
      throw network.isPresent()
          ? failed("STS cannot be reached: " + network.get(), true)
          // The text may be about the source: where it was looked for, and what was found there.
          : failed("nothing to sign the request to STS with", false);
    }
  }

  /** The present session is of no use any more, whatever its end: the next one is a new one. */
  synchronized void forget() {
    session.ifPresent(
        old -> {
          old.provider().close();
          old.client().close();
        });
    session = Optional.empty();
  }

  private Session open() {
    StsClient client =
        StsClient.builder()
            .region(Region.of(role.region()))
            .credentialsProvider(source)
            .applyMutation(builder -> role.stsEndpoint().ifPresent(builder::endpointOverride))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ONE_ATTEMPT))
            .overrideConfiguration(
                sdk -> sdk.apiCallTimeout(WHOLE).apiCallAttemptTimeout(ONE_ATTEMPT))
            .build();
    return new Session(
        client,
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(client)
            .refreshRequest(
                request ->
                    request
                        .roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null))
                        .durationSeconds(Math.toIntExact(role.duration().toSeconds())))
            .build());
  }

  /** Never the message: it may repeat what was signed, a session token among it. */
  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    return code != null && code.matches("[A-Za-z.]{1,64}") ? code : "error";
  }

  private static Optional<Throwable> network(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  private NoCredentialsException failed(String why, boolean passing) {
    return new NoCredentialsException(
        "the role " + role.arn() + " cannot be assumed: " + why, passing);
  }
}
