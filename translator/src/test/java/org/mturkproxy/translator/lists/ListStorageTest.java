package org.mturkproxy.translator.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Sorting.Kind;
import org.mturkproxy.translator.catalogue.Sorting.Order;

/** How lists are kept in little memory: nothing of them is lost, and orders are exact. */
final class ListStorageTest {

  private final Random random = new Random(42);

  @Test
  void stringsAreFoundByTheNumberTheyGotAndNoOthersAre() {
    ByteTable table = new ByteTable();
    for (int i = 0; i < 5000; i++) {
      assertEquals(i, table.add(bytes("id" + i * 31)));
    }
    for (int i = 0; i < 5000; i++) {
      assertEquals(i, table.add(bytes("id" + i * 31)));
      assertEquals("id" + i * 31, new String(table.get(i), UTF_8));
      assertEquals(-1, table.find(bytes("id" + (i * 31 + 1))));
    }
    assertEquals(5000, table.count());
    assertTrue(table.weight() < 5000 * 40, "weight " + table.weight());
  }

  @Test
  void whatIsAppendedIsNeverFound() {
    ByteTable table = new ByteTable();
    assertEquals(0, table.append(bytes("")));
    assertEquals(1, table.append(bytes("")));
    assertEquals(-1, table.find(bytes("")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Of no, few, many and very large items: plain and deflated blocks, and blocks of one item. */
  @ParameterizedTest
  @CsvSource({"0, 100", "1, 100", "50, 5000", "3000, 300", "20, 100000"})
  void itemsComeBackByteForByteFromAnyPlace(int count, int size) {
    ItemStore store = new ItemStore();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(i + "x".repeat(random.nextInt(size)) + random.nextLong());
      store.append(bytes(items.get(i)));
    }
    store.finish();
    assertEquals(count, store.size());

    List<String> all = new ArrayList<>();
    store.all((number, json, from, length) -> all.add(new String(json, from, length, UTF_8)));
    assertEquals(items, all);

    int[] wanted = random.ints(count == 0 ? 0 : 200, 0, Math.max(1, count)).toArray();
    String[] some = new String[wanted.length];
    store.some(
        wanted, (place, json, from, length) -> some[place] = new String(json, from, length, UTF_8));
    assertEquals(Arrays.stream(wanted).mapToObj(items::get).toList(), List.of(some));
  }

  @Test
  void aHundredThousandLikeHitsTakeLessThanTenMegabytes() {
    ItemStore store = new ItemStore();
    for (int i = 0; i < 100_000; i++) {
      String id =
          random
              .ints(30, 0, 36)
              .mapToObj(d -> Integer.toString(d, 36))
              .collect(Collectors.joining());
      store.append(
          bytes(
              "{\"HITId\":\"%s\",\"HITTypeId\":\"3ABCDEFGHIJKLMNOPQRSTUVWXYZ0123\",\"Title\":\"Tag a photo\",\"CreationTime\":%d,\"Description\":\"Choose the tags that fit\",\"Keywords\":\"photo, tag, image\",\"HITStatus\":\"Assignable\",\"MaxAssignments\":3,\"Reward\":\"0.05\",\"AutoApprovalDelayInSeconds\":2592000,\"Expiration\":%d,\"AssignmentDurationInSeconds\":600,\"QualificationRequirements\":[],\"HITReviewStatus\":\"NotReviewed\",\"NumberOfAssignmentsPending\":0,\"NumberOfAssignmentsAvailable\":3,\"NumberOfAssignmentsCompleted\":0}"
                  .formatted(id, 1_462_357_230 + i, 1_462_957_230 + i)));
    }
    store.finish();
    assertTrue(store.weight() < 10_000_000, "weight " + store.weight());
  }

  private static String sorted(Kind kind, boolean ascending, String... keys) {
    ByteTable ids = new ByteTable();
    SortColumn column = new SortColumn(new Order("Key", kind, ascending), ids);
    for (String key : keys) {
      // Ids against the order of coming, so that ties show.
      ids.append(bytes("id" + (9 - ids.count())));
      column.add(key.equals("-") ? Optional.empty() : Optional.of(key));
    }
    return Arrays.stream(column.sorted()).mapToObj(i -> keys[i]).collect(Collectors.joining(" "));
  }

  @ParameterizedTest(name = "{0}: {1} / {2}")
  @CsvSource({
    "10 9.5 0.05 100, 0.05 9.5 10 100, 100 10 9.5 0.05",
    "- 2 - 1, 1 2 - -, 2 1 - -",
    "1.46235E9 1462349999.999999 1462350000.000001, 1462349999.999999 1.46235E9 1462350000.000001,"
        + " 1462350000.000001 1.46235E9 1462349999.999999",
    "1E400 -1E400 1E-400 5 -5, -1E400 -5 1E-400 5 1E400, 1E400 5 1E-400 -5 -1E400",
    "1E999999999 0 1E-999999999, 1E-999999999 0 1E999999999, 1E999999999 1E-999999999 0",
  })
  void numbersAreComparedExactlyAndAbsentOnesComeLast(String keys, String up, String down) {
    assertEquals(up, sorted(Kind.NUMBER, true, keys.split(" ", -1)));
    assertEquals(down, sorted(Kind.NUMBER, false, keys.split(" ", -1)));
  }

  @Test
  void textsAreComparedByCodePointsWithoutRegardToCase() {
    // U+FFFD is before U+1F600, though as UTF-16 it is behind it.
    assertEquals(
        "A a b Z é \uFFFD \uD83D\uDE00",
        sorted(Kind.TEXT, true, "\uD83D\uDE00", "Z", "a", "b", "A", "\uFFFD", "é"));
    assertEquals(
        "\uD83D\uDE00 \uFFFD é Z b A a",
        sorted(Kind.TEXT, false, "\uD83D\uDE00", "Z", "a", "b", "A", "\uFFFD", "é"));
  }

  @Test
  void sharesOfTheRoomAreGivenUntilItIsFullAndWhatIsKeptMakesWay() {
    List<Long> left = new ArrayList<>();
    Room room = new Room(1 << 20, left::add);
    Room.Share one = room.toKeep();
    Room.Share other = room.toKeep();
    assertTrue(one.grow(600_000));
    assertTrue(other.grow(300_000));
    assertFalse(other.grow(600_000));
    assertFalse(other.isBeyond(600_000));
    assertTrue(other.isBeyond((1 << 20) + 1));
    one.leave();
    assertTrue(other.grow(600_000));
    other.leave();
    assertEquals((1 << 20) - 655_360, left.get(0));
    assertEquals(1L << 20, left.get(left.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void whatIsKeptNeverWeighsMoreThanAllowed(int mebibytes) {
    SnapshotCache cache =
        new SnapshotCache(
            new Snapshots.Limits((long) mebibytes << 20, Duration.ofSeconds(30)),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    for (int i = 0; i < 200; i++) {
      ItemStore store = new ItemStore();
      IntStream.range(0, 500)
          .forEach(n -> store.append(bytes("{\"n\":" + random.nextLong() + "}")));
      store.finish();
      Snapshot list =
          new Snapshot(store, new ItemJson(PagedList.of("ListHITs", "HITs", "HITId")), false);
      cache.keep(new SnapshotCache.Key("one", "ListHITs", List.of(), i), new Loaded.Kept(list));
      assertTrue(cache.weight() <= (long) mebibytes << 20);
    }
    assertTrue(cache.weight() > 512 * 1024, "something is kept: " + cache.weight());
  }
}
