package org.mturkproxy.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code marketplace.layouts}, and the pages that they point to. */
final class LayoutsReader {

  /** What the modern API's {@code Question} may have; a layout that is longer fits into no HIT. */
  private static final int LONGEST = 65_535;

  /** More than any screen has. */
  private static final int HIGHEST = 10_000;

  private final Path base;

  LayoutsReader(Path base) {
    this.base = base;
  }

  List<LayoutConfig> read(Field field) {
    List<LayoutConfig> layouts = new ArrayList<>();
    Map<String, String> taken = new LinkedHashMap<>();
    for (Field item : field.items("a list of layouts")) {
      item.section("{id: …, file: …, frameHeight: …}")
          .flatMap(section -> layout(section, taken))
          .ifPresent(layouts::add);
    }
    return layouts;
  }

  private Optional<LayoutConfig> layout(Section section, Map<String, String> taken) {
    Optional<Field> idField = section.required("id", "the HITLayoutId");
    Optional<String> id = idField.flatMap(LayoutsReader::id);
    if (id.isPresent()) {
      String earlier = taken.putIfAbsent(id.get(), idField.get().key());
      if (earlier != null) {
        idField.get().problem("the same id as " + earlier);
      }
    }
    Optional<String> html =
        section.required("file", "the path of an HTML page").flatMap(this::html);
    Optional<Field> height = section.field("frameHeight");
    Optional<Integer> frameHeight =
        height.isPresent() ? height.flatMap(field -> field.whole(0, HIGHEST)) : Optional.of(0);
    section.refuseOthers();
    return id.isPresent() && html.isPresent() && frameHeight.isPresent()
        ? Optional.of(new LayoutConfig(id.get(), html.get(), frameHeight.get()))
        : Optional.empty();
  }

  private static Optional<String> id(Field field) {
    Optional<String> text = field.text();
    if (text.isPresent() && !text.get().matches("[A-Z0-9]{1,64}")) {
      field.problem("expected a HITLayoutId: 1 to 64 of A-Z and 0-9");
      return Optional.empty();
    }
    return text;
  }

  private Optional<String> html(Field field) {
    Optional<Path> path = field.path().map(written -> base.resolve(written).normalize());
    return path.flatMap(file -> html(file, field));
  }

  private static Optional<String> html(Path file, Field field) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LONGEST) {
        field.problem(file + " is longer than the " + LONGEST + " bytes that a Question may have");
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      field.problem(file + " does not exist");
    } catch (CharacterCodingException e) {
      field.problem(file + " is not UTF-8 text");
    } catch (IOException e) {
      field.problem(
          file
              + (Files.isDirectory(file)
                  ? " is not a file"
                  : " cannot be read (" + e.getClass().getSimpleName() + ")"));
    }
    return Optional.empty();
  }
}
