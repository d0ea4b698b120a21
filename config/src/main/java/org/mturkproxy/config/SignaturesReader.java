package org.mturkproxy.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mturkproxy.config.SignaturesConfig.Explain;
import org.mturkproxy.config.SignaturesConfig.Mode;

/** Reads {@code signatures}. */
final class SignaturesReader {

  private SignaturesReader() {}

  static SignaturesConfig read(Section section, ListenConfig listen) {
    SignaturesConfig otherwise = SignaturesConfig.DEFAULT;
    Optional<Field> modeField = section.field("mode");
    Mode mode = modeField.flatMap(f -> word(f, Mode.values())).orElse(otherwise.mode());
    if (mode != Mode.ENFORCE && !listen.isLoopback()) {
      modeField
          .get()
          .problem("only enforce where others than this machine can connect (listen.host)");
    }
    Explain explain =
        section
            .field("explain")
            .flatMap(f -> word(f, Explain.values()))
            .orElse(otherwise.explain());
    section.refuseOthers();
    return new SignaturesConfig(mode, explain);
  }

  private static <E extends Enum<E>> Optional<E> word(Field field, E[] values) {
    Optional<String> word = field.word();
    Optional<E> value =
        Arrays.stream(values).filter(one -> word.equals(Optional.of(spelt(one)))).findFirst();
    if (word.isPresent() && value.isEmpty()) {
      field.problem(
          "expected one of "
              + Arrays.stream(values)
                  .map(SignaturesReader::spelt)
                  .collect(Collectors.joining(", ")));
    }
    return value;
  }

  private static String spelt(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
