package org.mturkproxy.marketplace;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.marketplace.account.AccountFeature;
import org.mturkproxy.marketplace.account.Accounts;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.assignments.AssignmentFeature;
import org.mturkproxy.marketplace.assignments.BonusFeature;
import org.mturkproxy.marketplace.assignments.Work;
import org.mturkproxy.marketplace.call.ModernApi;
import org.mturkproxy.marketplace.call.PageTokens;
import org.mturkproxy.marketplace.call.RateLimit;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.control.ControlApi;
import org.mturkproxy.marketplace.control.Faults;
import org.mturkproxy.marketplace.control.FaultyService;
import org.mturkproxy.marketplace.files.FileLinks;
import org.mturkproxy.marketplace.files.UploadedFiles;
import org.mturkproxy.marketplace.hits.CreateHit;
import org.mturkproxy.marketplace.hits.HitFeature;
import org.mturkproxy.marketplace.hits.HitLayouts;
import org.mturkproxy.marketplace.hits.HitLists;
import org.mturkproxy.marketplace.hits.HitTypes;
import org.mturkproxy.marketplace.http.Dispatch;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.http.Turn;
import org.mturkproxy.marketplace.notifications.Courier;
import org.mturkproxy.marketplace.notifications.Destinations;
import org.mturkproxy.marketplace.notifications.NotificationFeature;
import org.mturkproxy.marketplace.notifications.NotifyWorkers;
import org.mturkproxy.marketplace.notifications.Postman;
import org.mturkproxy.marketplace.qualifications.QualificationFeature;
import org.mturkproxy.marketplace.qualifications.QualificationRequestFeature;
import org.mturkproxy.marketplace.qualifications.QualificationRequests;
import org.mturkproxy.marketplace.qualifications.QualificationTypeChanges;
import org.mturkproxy.marketplace.qualifications.QualificationTypeFeature;
import org.mturkproxy.marketplace.reviews.ReviewFeature;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.sigv4.SigV4Verifier;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.FileStore;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Reset;
import org.mturkproxy.marketplace.store.Settings;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.marketplace.workerapi.FileUploads;
import org.mturkproxy.marketplace.workerapi.WorkerApi;
import org.mturkproxy.marketplace.workers.WorkerBlocks;
import org.mturkproxy.marketplace.world.World;

/** The three interfaces over one database, put together, and which of them a path belongs to. */
final class Services implements Dispatch {

  private static final String SERVICE = "mturk-requester";
  private static final String CLOCK_AHEAD = "clock-ahead";

  private final World world;
  private final UploadedFiles files;
  private final FileUploads uploads;
  private final FaultyService requesters;
  private final Optional<HttpService> workers;
  private final Optional<HttpService> control;
  private final Money balance;

  /** The keys that may call. */
  private final AtomicReference<Map<String, Account>> byKey;

  /** The account of each key that may call or could: a call that is under way keeps its own. */
  private final Map<String, String> accountNames = new ConcurrentHashMap<>();

  Services(
      MarketplaceConfig config,
      Map<String, Account> accounts,
      Money balance,
      Database database,
      FileStore fileStore,
      WorldClock clock,
      Clock signatureClock,
      Supplier<URI> endpoint) {
    Ids ids = new Ids();
    database
        .read(transaction -> Settings.find(transaction, CLOCK_AHEAD))
        .map(Duration::parse)
        .ifPresent(clock::advance);
    world = new World(database, new Reviews(ids), clock);
    this.balance = balance;
    byKey = new AtomicReference<>(Map.of());
    replaceAccounts(accounts);
    Destinations destinations = new Destinations(config.notifications());
    // Not in step with the clock: what is due since the last run may take a while.
    world.writeTimeless(
        (transaction, now) -> {
          destinations.enforce(transaction);
          return now;
        });
    fileStore.retain(database.read(UploadedFiles::names));
    files =
        new UploadedFiles(
            new FileLinks(secret(database, "file-links"), endpoint), fileStore, world, clock);
    uploads = new FileUploads(world, fileStore, config.maxFileBytes(), clock);
    Registry registry = operations(ids, new HitLayouts(config.layouts()), destinations);
    files.register(registry);
    ModernApi api =
        new ModernApi(
            new SigV4Verifier(
                SERVICE,
                key -> Optional.ofNullable(byKey.get().get(key)).map(Account::secret),
                signatureClock),
            accountNames::get,
            registry,
            world,
            new PageTokens(secret(database, "page-tokens")),
            config
                .rateLimit()
                .map(each -> new RateLimit(each.perSecond(), each.burst(), System::nanoTime)),
            clock);
    Faults faults = new Faults();
    requesters = new FaultyService(api, faults);
    workers =
        config.workerApi()
            ? Optional.of(
                new WorkerApi(world, new Work(ids), new QualificationRequests(ids), clock))
            : Optional.empty();
    Runnable reset =
        () -> {
          world.startAnew(
              clock::reset,
              (transaction, now) -> {
                Reset.run(transaction);
                keepAhead(transaction, Duration.ZERO);
                openAccounts(byKey.get(), transaction, now);
              });
          fileStore.retain(Set.of());
        };
    control =
        config.controlApi()
            ? Optional.of(
                new ControlApi(world, by -> advance(database, clock, by), reset, faults, clock))
            : Optional.empty();
  }

  FileUploads uploads() {
    return uploads;
  }

  /** Lets these keys call from now on, and no others; accounts that are new are opened. */
  void replaceAccounts(Map<String, Account> accounts) {
    // Not in step with the clock: what is due since the last run may take a while.
    world.writeTimeless(
        (transaction, now) -> {
          openAccounts(accounts, transaction, now);
          return now;
        });
    accounts.forEach((key, account) -> accountNames.put(key, account.account()));
    byKey.set(accounts);
  }

  private void openAccounts(Map<String, Account> accounts, Transaction transaction, Instant now) {
    accounts.values().forEach(key -> Accounts.open(transaction, key.account(), balance, now));
  }

  @Override
  public Turn turn(HttpCall call) {
    String path = call.head().path();
    if (workers.isPresent() && path.startsWith("/worker/")) {
      return Turn.soon(workers.get());
    }
    if (control.isPresent() && path.startsWith("/control/")) {
      return Turn.aside(control.get()); // so that faults can always be lifted
    }
    if (path.startsWith(FileLinks.PATH)) {
      return Turn.soon(files);
    }
    return requesters.turn(call);
  }

  /** What goes on without calls. */
  Background background(Optional<Courier> courier) {
    return new Background(world, courier.map(each -> new Postman(world, each)));
  }

  /** Calls of the control interface come one at a time. */
  private static void advance(Database database, WorldClock clock, Duration by) {
    Duration ahead = clock.ahead().plus(by);
    database.write(transaction -> keepAhead(transaction, ahead));
    clock.advance(by);
  }

  /** Times that are written down would lie in the future if a restart took the clock back. */
  private static Duration keepAhead(Transaction transaction, Duration ahead) {
    Settings.put(transaction, CLOCK_AHEAD, ahead.toString());
    return ahead;
  }

  private static byte[] secret(Database database, String name) {
    return database.write(transaction -> Settings.secret(transaction, name));
  }

  private static Registry operations(Ids ids, HitLayouts layouts, Destinations destinations) {
    Registry registry = new Registry();
    AccountFeature.register(registry);
    AssignmentFeature.register(registry);
    BonusFeature.register(registry);
    CreateHit.register(registry, ids, layouts);
    HitFeature.register(registry);
    HitLists.register(registry);
    NotificationFeature.register(registry, destinations);
    NotifyWorkers.register(registry);
    QualificationFeature.register(registry);
    QualificationRequestFeature.register(registry);
    QualificationTypeChanges.register(
        registry,
        (call, type) -> HitTypes.deleteRequiring(call.transaction(), call.account(), type));
    QualificationTypeFeature.register(registry, ids);
    ReviewFeature.register(registry);
    WorkerBlocks.register(registry);
    return registry;
  }
}
