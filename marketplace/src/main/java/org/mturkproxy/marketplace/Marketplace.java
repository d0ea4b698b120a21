package org.mturkproxy.marketplace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.call.ModernApi;
import org.mturkproxy.marketplace.http.HttpFront;
import org.mturkproxy.marketplace.http.Turn;
import org.mturkproxy.marketplace.http.UploadService;
import org.mturkproxy.marketplace.notifications.AwsCourier;
import org.mturkproxy.marketplace.notifications.Courier;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.FileStore;
import org.mturkproxy.marketplace.workerapi.FileUploads;

/**
 * The modern Requester API (2017-01-17), served by ourselves: HTTP/1.1 in front, SQLite behind.
 *
 * <p>All of its times come from the clock that is handed in.
 */
public final class Marketplace implements AutoCloseable {

  private final Database database;
  private final FileStore files;
  private final Services services;
  private final HttpFront front;
  private final WorldClock world;
  private final Background background;

  private Marketplace(
      Database database,
      FileStore files,
      Services services,
      HttpFront front,
      WorldClock world,
      Background background) {
    this.database = database;
    this.files = files;
    this.services = services;
    this.front = front;
    this.world = world;
    this.background = background;
  }

  /**
   * Starts it; when this returns, calls are answered.
   *
   * @param accounts the keys that may call; accounts that are new start with the configured balance
   * @param bind where to listen; port 0 takes a free one
   * @param clock the time; signatures are checked against it, and it drives the states unless it is
   *     moved on for them alone
   * @throws IllegalArgumentException if the balance is not an amount in whole cents, or a key is
   *     there twice
   * @throws java.io.UncheckedIOException if the address cannot be used; its cause is what the
   *     socket said
   * @throws org.mturkproxy.marketplace.store.StoreException if the data directory cannot be used
   */
  public static Marketplace start(
      MarketplaceConfig config, Collection<Account> accounts, InetSocketAddress bind, Clock clock) {
    Money balance = Money.configured(config.balance());
    Map<String, Account> byKey = byKey(accounts);
    WorldClock world = new WorldClock(clock);
    // Opening a database and starting to listen cost about the same; side by side they cost half.
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(() -> open(config), work -> new Thread(work).start());
    CompletableFuture<Services> services = new CompletableFuture<>();
    FileStore files = new FileStore(config.data());
    HttpFront front = listen(config, bind, services, clock, opening);
    try {
      Database database = opened(opening);
      try {
        Services ready =
            new Services(
                config,
                byKey,
                balance,
                database,
                files,
                world,
                clock,
                () -> config.publicUrl().orElseGet(() -> endpoint(front)));
        services.complete(ready);
        Optional<Courier> courier = config.notifications().map(AwsCourier::new);
        return new Marketplace(database, files, ready, front, world, ready.background(courier));
      } catch (RuntimeException | Error e) {
        database.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      services.cancel(false);
      front.close();
      throw e;
    }
  }

  /** Calls that come before the services are there wait for them. */
  private static HttpFront listen(
      MarketplaceConfig config,
      InetSocketAddress bind,
      CompletableFuture<Services> services,
      Clock clock,
      CompletableFuture<Database> opening) {
    try {
      return HttpFront.start(
          bind,
          call ->
              services.isDone()
                  ? services.join().turn(call)
                  : Turn.soon(early -> services.join().turn(early).service().answer(early)),
          call -> ModernApi.throttled(),
          call -> ModernApi.failed(clock.instant()),
          config.workerApi()
              ? head -> FileUploads.upload(head, () -> services.join().uploads())
              : UploadService.NONE,
          clock);
    } catch (RuntimeException | Error e) {
      opened(opening).close();
      throw e;
    }
  }

  private static Database open(MarketplaceConfig config) {
    return config.data().map(Database::in).orElseGet(Database::inMemory);
  }

  private static Database opened(CompletableFuture<Database> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Where it is, such as {@code http://127.0.0.1:8081}. */
  public URI endpoint() {
    return endpoint(front);
  }

  private static URI endpoint(HttpFront front) {
    InetSocketAddress address = front.address();
    InetAddress host = address.getAddress();
    InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    String text = reachable.getHostAddress();
    return URI.create(
        "http://" + (text.contains(":") ? "[" + text + "]" : text) + ":" + address.getPort());
  }

  /**
   * Lets these keys call from now on, and no others; calls under way are finished.
   *
   * @param accounts the keys; accounts that are new start with the configured balance
   * @throws IllegalArgumentException if a key is there twice
   */
  public void replaceAccounts(Collection<Account> accounts) {
    services.replaceAccounts(byKey(accounts));
  }

  /** The clock that drives HITs and assignments. */
  WorldClock world() {
    return world;
  }

  /** Stops it: running calls end, then connections and database are closed. */
  @Override
  public void close() {
    try (database;
        files) {
      front.close();
      background.close();
    }
  }

  private static Map<String, Account> byKey(Collection<Account> accounts) {
    Map<String, Account> byKey = new HashMap<>();
    for (Account account : accounts) {
      if (byKey.put(account.accessKeyId(), account) != null) {
        throw new IllegalArgumentException(
            "The access key " + account.accessKeyId() + " is there twice.");
      }
    }
    return Map.copyOf(byKey);
  }
}
