package org.mturkproxy.marketplace;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
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
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.control.ControlApi;
import org.mturkproxy.marketplace.control.Faults;
import org.mturkproxy.marketplace.control.FaultyService;
import org.mturkproxy.marketplace.files.FileLinks;
import org.mturkproxy.marketplace.files.Files;
import org.mturkproxy.marketplace.hits.CreateHit;
import org.mturkproxy.marketplace.hits.HitFeature;
import org.mturkproxy.marketplace.hits.HitLayouts;
import org.mturkproxy.marketplace.hits.HitLists;
import org.mturkproxy.marketplace.hits.HitTypes;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
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
final class Services {

  private static final String SERVICE = "mturk-requester";

  private final World world;
  private final Files files;
  private final FileUploads uploads;
  private final HttpService requesters;
  private final Optional<HttpService> workers;
  private final Optional<HttpService> control;

  Services(
      MarketplaceConfig config,
      Map<String, Account> byKey,
      Money balance,
      Database database,
      FileStore fileStore,
      WorldClock clock,
      Clock signatureClock,
      Supplier<URI> endpoint) {
    Ids ids = new Ids();
    world = new World(database, new Reviews(ids), clock);
    BiConsumer<Transaction, Instant> openAccounts =
        (transaction, now) ->
            byKey.values().forEach(key -> Accounts.open(transaction, key.account(), balance, now));
    Destinations destinations = new Destinations(config.notifications());
    world.write(
        (transaction, now) -> {
          openAccounts.accept(transaction, now);
          destinations.enforce(transaction);
          return now;
        });
    fileStore.retain(world.read((transaction, now) -> Files.names(transaction)));
    files =
        new Files(new FileLinks(secret(database, "file-links"), endpoint), fileStore, world, clock);
    uploads = new FileUploads(world, fileStore, config.maxFileBytes(), clock);
    Registry registry = operations(ids, new HitLayouts(config.layouts()), destinations);
    files.register(registry);
    ModernApi api =
        new ModernApi(
            new SigV4Verifier(
                SERVICE,
                key -> Optional.ofNullable(byKey.get(key)).map(Account::secret),
                signatureClock),
            accountNames(byKey),
            registry,
            world,
            new PageTokens(secret(database, "page-tokens")),
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
                openAccounts.accept(transaction, now);
              });
          fileStore.retain(Set.of());
        };
    control =
        config.controlApi()
            ? Optional.of(new ControlApi(world, clock::advance, reset, faults, clock))
            : Optional.empty();
  }

  FileUploads uploads() {
    return uploads;
  }

  HttpAnswer answer(HttpCall call) {
    String path = call.head().path();
    if (workers.isPresent() && path.startsWith("/worker/")) {
      return workers.get().answer(call);
    }
    if (control.isPresent() && path.startsWith("/control/")) {
      return control.get().answer(call);
    }
    if (path.startsWith(FileLinks.PATH)) {
      return files.answer(call);
    }
    return requesters.answer(call);
  }

  /** What goes on without calls: time, and the delivery of messages. */
  Runnable background(Optional<Courier> courier) {
    Optional<Postman> postman = courier.map(each -> new Postman(world, each));
    return () -> {
      world.catchUp();
      world.forgetSometimes();
      postman.ifPresent(Postman::round);
    };
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

  private static Map<String, String> accountNames(Map<String, Account> byKey) {
    Map<String, String> names = new HashMap<>();
    byKey.forEach((key, account) -> names.put(key, account.account()));
    return names;
  }
}
