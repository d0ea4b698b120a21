package org.mturkproxy.marketplace;

import org.mturkproxy.config.Secret;

/**
 * A key pair that may call the marketplace, and the account it belongs to.
 *
 * @param accessKeyId the AWS access key id in the SigV4 credential
 * @param secret its secret access key
 * @param account whose HITs, Qualifications, blocks and balance it sees; several keys may share one
 */
public record Account(String accessKeyId, Secret secret, String account) {}
