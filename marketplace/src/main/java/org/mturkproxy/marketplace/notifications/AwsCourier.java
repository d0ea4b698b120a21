package org.mturkproxy.marketplace.notifications;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Delivers through the AWS SDK. The clients are made when the first message needs them. */
public final class AwsCourier implements Courier {

  /** A message is small; a service that takes longer is not well, and others are waiting. */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final NotificationConfig config;
  private final Duration answer;
  private Optional<SqsClient> sqs = Optional.empty();
  private Optional<SnsClient> sns = Optional.empty();

  /** A courier for these places, with these credentials. */
  public AwsCourier(NotificationConfig config) {
    this(config, ANSWER);
  }

  /**
   * The same.
   *
   * @param answer how long it waits for an answer
   */
  AwsCourier(NotificationConfig config, Duration answer) {
    this.config = config;
    this.answer = answer;
  }

  @Override
  public void deliver(String transport, String destination, String body) {
    switch (transport) {
      case "SQS" -> sqs().sendMessage(r -> r.queueUrl(destination).messageBody(body));
      case "SNS" -> sns().publish(r -> r.topicArn(destination).message(body));
      default -> throw new IllegalArgumentException("no courier for " + transport);
    }
  }

  private synchronized SqsClient sqs() {
    if (sqs.isEmpty()) {
      sqs = Optional.of(build(SqsClient.builder(), config.sqsEndpoint()));
    }
    return sqs.get();
  }

  private synchronized SnsClient sns() {
    if (sns.isEmpty()) {
      sns = Optional.of(build(SnsClient.builder(), config.snsEndpoint()));
    }
    return sns.get();
  }

  private SqsClient build(SqsClientBuilder builder, Optional<URI> endpoint) {
    return configure(builder, endpoint).build();
  }

  private SnsClient build(SnsClientBuilder builder, Optional<URI> endpoint) {
    return configure(builder, endpoint).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, Optional<URI> endpoint) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(config.region()))
        .credentialsProvider(credentials())
        // The outbox repeats, so the client does not.
        .overrideConfiguration(
            override ->
                override
                    .apiCallTimeout(CONNECT.plus(answer))
                    .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(answer));
  }

  private AwsCredentialsProvider credentials() {
    if (config.credentials().isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    UpstreamCredentials.Given given = config.credentials().get();
    String secret = given.secret().reveal();
    return StaticCredentialsProvider.create(
        given
            .sessionToken()
            .map(Secret::reveal)
            .<AwsCredentials>map(
                token -> AwsSessionCredentials.create(given.accessKeyId(), secret, token))
            .orElseGet(() -> AwsBasicCredentials.create(given.accessKeyId(), secret)));
  }

  @Override
  public synchronized void close() {
    sqs.ifPresent(SqsClient::close);
    sns.ifPresent(SnsClient::close);
  }
}
