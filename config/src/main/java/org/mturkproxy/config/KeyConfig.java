package org.mturkproxy.config;

/**
 * One legacy access key and what its calls are signed with upstream.
 *
 * @param id the legacy access key id
 * @param secret the legacy secret access key
 * @param upstream the credentials used upstream
 */
public record KeyConfig(String id, Secret secret, UpstreamCredentials upstream) {}
