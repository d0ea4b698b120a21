package org.mturkproxy.translator.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any xs:dateTime; without a zone it is UTC ({@code legacy-api.md} 2.4). */
class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2016-05-04T10:20:30Z, 2016-05-04T10:20:30Z",
    "2016-05-04T10:20:30, 2016-05-04T10:20:30Z",
    "2016-05-04T10:20:30.250Z, 2016-05-04T10:20:30.250Z",
    "2016-05-04T10:20:30+02:00, 2016-05-04T08:20:30Z",
    "2016-05-04T10:20:30-07:00, 2016-05-04T17:20:30Z",
    "2016-02-29T23:59:59Z, 2016-02-29T23:59:59Z",
    "' 2016-05-04T10:20:30Z ', 2016-05-04T10:20:30Z",
  })
  void readsEachForm(String text, Instant expected) {
    assertEquals(Optional.of(expected), Timestamps.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2016-05-04",
        "2015-02-29T10:20:30Z",
        "2016-13-04T10:20:30Z",
        "2016-05-04T24:00:00Z",
        "2016-05-04T10:60:30Z",
        "2016-05-04T10:20:60Z",
        "2016-05-04 10:20:30Z",
        "2016/05/04T10:20:30Z",
        "2016-05-04T10:20:30z0",
        "٢٠١٦-05-04T10:20:30Z",
      })
  void refusesWhatIsNone(String text) {
    assertEquals(Optional.empty(), Timestamps.parse(text));
  }
}
