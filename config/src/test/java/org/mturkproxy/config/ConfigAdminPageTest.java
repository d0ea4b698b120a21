package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code admin.page}: nobody signs in there, so it is not for other machines unless written. */
class ConfigAdminPageTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lists: {maxAge: 5s} | true",
        "admin: {port: 9} | true",
        "admin: {host: '::1'} | true",
        "admin: {host: localhost} | true",
        "admin: {host: 0.0.0.0} | false",
        "admin: {host: 0.0.0.0, page: true} | true",
        "admin: {page: false} | false",
      })
  void isThereWhereThisMachineAloneCanConnectOrItIsWritten(String yaml, boolean there)
      throws Exception {
    ProxyConfig config = new Fixture(directory).load(yaml).config();
    assertEquals(there, config.admin().orElseThrow().page());
  }
}
