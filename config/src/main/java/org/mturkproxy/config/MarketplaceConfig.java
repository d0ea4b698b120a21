package org.mturkproxy.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The marketplace of our own.
 *
 * @param data directory of its database; absent: in memory, gone at exit
 * @param balance what a new account starts with, in US dollars
 * @param workerApi whether Workers' calls ({@code /worker/…}) are served
 * @param controlApi whether tests may move the clock, reset and inject faults ({@code /control/…})
 */
public record MarketplaceConfig(
    Optional<Path> data, BigDecimal balance, boolean workerApi, boolean controlApi) {}
