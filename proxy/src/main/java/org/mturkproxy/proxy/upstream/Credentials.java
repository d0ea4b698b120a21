package org.mturkproxy.proxy.upstream;

import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What one Requester's modern calls are signed with. Neither method blocks. */
interface Credentials {

  /** What is to be used now; fails when there is none. */
  CompletionStage<AwsCredentialsIdentity> current();

  /** Whether asking again could give others: they are temporary, or come from elsewhere. */
  boolean renewable();

  /** Fetched anew, because the upstream said that the current ones have expired. */
  CompletionStage<AwsCredentialsIdentity> renewed();
}
