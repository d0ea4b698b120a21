package org.mturkproxy.translator.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.wire.ParameterNode;

/**
 * The response groups of an operation: which it has, and which are meant when none is named.
 * Minimal is always among those meant.
 *
 * @param accepted what may be asked for; other groups are ignored
 * @param byDefault what a call without groups gets
 */
public record ResponseGroups(Set<ResponseGroup> accepted, Set<ResponseGroup> byDefault) {

  private static final String PARAMETER = "ResponseGroup";

  public ResponseGroups {
    accepted = Collections.unmodifiableSet(EnumSet.copyOf(accepted));
    byDefault = Collections.unmodifiableSet(EnumSet.copyOf(byDefault));
  }

  /** Request and Minimal, Minimal by default: nearly every operation. */
  public static final ResponseGroups PLAIN =
      new ResponseGroups(
          EnumSet.of(ResponseGroup.REQUEST, ResponseGroup.MINIMAL),
          EnumSet.of(ResponseGroup.MINIMAL));

  /** The groups that a request means: those it names, else the default. */
  public Set<ResponseGroup> meant(ParameterNode request) {
    List<String> names = named(request);
    if (names.isEmpty()) {
      return byDefault;
    }
    Set<ResponseGroup> meant = EnumSet.of(ResponseGroup.MINIMAL);
    for (String name : names) {
      ResponseGroup.named(name).filter(accepted::contains).ifPresent(meant::add);
    }
    return meant;
  }

  /** The groups that a request names, as it spells them. */
  public static List<String> named(ParameterNode request) {
    List<String> names = new ArrayList<>();
    for (String parameter : request.names()) {
      if (isResponseGroup(parameter)) {
        for (ParameterNode node : request.children(parameter)) {
          node.texts().forEach(text -> addParts(text, names));
        }
      }
    }
    return names.isEmpty() && request.common().isPresent() ? named(request.common().get()) : names;
  }

  /** MTurkR numbers without a dot: {@code ResponseGroup0}, {@code ResponseGroup1}. */
  public static boolean isResponseGroup(String parameter) {
    return parameter.regionMatches(true, 0, PARAMETER, 0, PARAMETER.length())
        && parameter.chars().skip(PARAMETER.length()).allMatch(c -> c >= '0' && c <= '9');
  }

  private static void addParts(String text, List<String> names) {
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        names.add(part.strip());
      }
    }
  }
}
