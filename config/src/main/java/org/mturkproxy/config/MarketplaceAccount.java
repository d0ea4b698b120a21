package org.mturkproxy.config;

/**
 * A key pair that modern clients call the marketplace with, besides those that legacy keys sign
 * with.
 *
 * @param accessKeyId the AWS access key id
 * @param secret its secret access key
 * @param account whose HITs, Qualifications, blocks and balance it sees; several pairs may share
 *     one. The account of a pair that legacy keys sign with is called like its access key id
 */
public record MarketplaceAccount(String accessKeyId, Secret secret, String account) {}
