package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes what the suite's calls show of the members of the service model. Members are named by
 * operation and path: {@code CreateHIT.QualificationRequirements.Comparator}.
 *
 * <p>A member of an answer is shown once it has a value. A member of a request is shown if what was
 * sent comes back: in a member of the same name of the same call's answer, or of an operation's
 * whose business it is ({@link #READERS}), with two different values, as one could be a default; or
 * if a test says that it {@link Shows} it.
 */
final class MemberRecorder implements ExecutionInterceptor {

  /** Where else what an operation takes can be read. */
  private static final Map<String, Set<String>> READERS =
      Map.ofEntries(
          Map.entry("CreateHITType", Set.of("GetHIT", "CreateHITWithHITType")),
          Map.entry("UpdateHITTypeOfHIT", Set.of("GetHIT")),
          Map.entry("SendBonus", Set.of("ListBonusPayments")),
          Map.entry("CreateWorkerBlock", Set.of("ListWorkerBlocks")),
          Map.entry("ApproveAssignment", Set.of("GetAssignment")),
          Map.entry("RejectAssignment", Set.of("GetAssignment")),
          Map.entry("AssociateQualificationWithWorker", Set.of("GetQualificationScore")),
          Map.entry("AcceptQualificationRequest", Set.of("GetQualificationScore")));

  private static final MemberRecorder.Notes NOTES = new Notes();

  /** A value at the end of a path. */
  private record Leaf(String path, Object value) {}

  /** A leaf of a request to one marketplace. */
  private record Sent(String endpoint, String operation, Leaf leaf) {}

  /** What was seen so far by all clients of this process; tests run one after the other. */
  private static final class Notes {
    final Set<String> operations = new TreeSet<>();
    final Set<String> filled = new TreeSet<>();
    final Set<String> sentByThisTest = new HashSet<>();
    final Map<String, Set<Object>> readBack = new TreeMap<>();
    final Map<String, String> readers = new TreeMap<>();
    final Map<String, String> tests = new TreeMap<>();
    final Set<Sent> readElsewhere = new HashSet<>();
  }

  /** Runs around tests that claim to show something. */
  static final class Claims implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      synchronized (NOTES) {
        NOTES.sentByThisTest.clear();
      }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
      if (context.getExecutionException().isPresent()) {
        return;
      }
      String test =
          context.getRequiredTestClass().getSimpleName()
              + "."
              + context.getRequiredTestMethod().getName();
      synchronized (NOTES) {
        for (String member : context.getRequiredTestMethod().getAnnotation(Shows.class).value()) {
          assertTrue(NOTES.sentByThisTest.contains(member), "did not send " + member);
          NOTES.tests.merge(member, test, MemberRecorder::first);
        }
      }
    }
  }

  /** The operations that were called with success. */
  static Set<String> operations() {
    synchronized (NOTES) {
      return Set.copyOf(NOTES.operations);
    }
  }

  /** The members of answers that had a value. */
  static Set<String> filled() {
    synchronized (NOTES) {
      return Set.copyOf(NOTES.filled);
    }
  }

  /** What shows a member of a request. */
  static Optional<String> shownBy(String member) {
    synchronized (NOTES) {
      if (NOTES.tests.containsKey(member)) {
        return Optional.of("`" + NOTES.tests.get(member) + "`");
      }
      return NOTES.readBack.getOrDefault(member, Set.of()).size() >= 2
          ? Optional.of("read back by `" + NOTES.readers.get(member) + "`")
          : Optional.empty();
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    String endpoint = context.httpRequest().host() + ":" + context.httpRequest().port();
    List<Leaf> request = new ArrayList<>();
    Set<String> requestPaths = new TreeSet<>();
    collect("", context.request(), request, requestPaths);
    List<Leaf> answer = new ArrayList<>();
    Set<String> answerPaths = new TreeSet<>();
    collect("", context.response(), answer, answerPaths);
    synchronized (NOTES) {
      NOTES.operations.add(operation);
      requestPaths.forEach(path -> NOTES.sentByThisTest.add(operation + path));
      answerPaths.forEach(path -> NOTES.filled.add(operation + path));
      for (Leaf leaf : request) {
        Sent sent = new Sent(endpoint, operation, leaf);
        compare(sent, operation, answer);
        if (READERS.containsKey(operation)) {
          NOTES.readElsewhere.add(sent);
        }
      }
      NOTES.readElsewhere.stream()
          .filter(sent -> sent.endpoint().equals(endpoint))
          .filter(sent -> READERS.get(sent.operation()).contains(operation))
          .forEach(sent -> compare(sent, operation, answer));
    }
  }

  /** The member itself may be a member of one structure of the answer: HIT.Title for Title. */
  private static void compare(Sent sent, String reader, List<Leaf> answer) {
    for (Leaf leaf : answer) {
      String path = leaf.path();
      boolean same =
          path.endsWith(sent.leaf().path())
              && path.substring(0, path.length() - sent.leaf().path().length())
                  .matches("(\\.[A-Za-z]+)?");
      if (same && leaf.value().equals(sent.leaf().value())) {
        String member = sent.operation() + sent.leaf().path();
        NOTES.readBack.computeIfAbsent(member, key -> new HashSet<>()).add(leaf.value());
        NOTES.readers.merge(member, reader, MemberRecorder::first);
      }
    }
  }

  /** The document must not depend on the order of the tests. */
  private static String first(String one, String other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void collect(String prefix, SdkPojo value, List<Leaf> leaves, Set<String> paths) {
    for (SdkField<?> field : value.sdkFields()) {
      Object member = field.getValueOrDefault(value);
      boolean empty = member instanceof Collection<?> list && list.isEmpty();
      if (member != null && !empty) {
        String path = prefix + "." + field.locationName();
        paths.add(path);
        collectInside(path, member, leaves, paths);
      }
    }
  }

  private static void collectInside(
      String path, Object member, List<Leaf> leaves, Set<String> paths) {
    if (member instanceof SdkPojo structure) {
      collect(path, structure, leaves, paths);
    } else if (member instanceof Collection<?> list && list.iterator().next() instanceof SdkPojo) {
      list.forEach(item -> collectInside(path, item, leaves, paths));
    } else {
      leaves.add(new Leaf(path, member));
    }
  }
}
