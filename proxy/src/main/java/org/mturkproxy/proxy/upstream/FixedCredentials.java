package org.mturkproxy.proxy.upstream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Credentials that stand in the configuration. */
final class FixedCredentials implements Credentials {

  private final CompletionStage<AwsCredentialsIdentity> identity;

  FixedCredentials(AwsCredentialsIdentity identity) {
    this.identity = CompletableFuture.completedStage(identity);
  }

  @Override
  public CompletionStage<AwsCredentialsIdentity> current() {
    return identity;
  }

  @Override
  public boolean renewable() {
    return false;
  }

  @Override
  public CompletionStage<AwsCredentialsIdentity> renewed() {
    return identity;
  }
}
