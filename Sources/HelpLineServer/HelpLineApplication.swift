import Dialogue
import Foundation
import Hummingbird
public import Logging
import Metrics
import NIOCore
import ServiceLifecycle
import Storage
import UnixSignals

/// The whole server: storage, engine, routes and services, wired.
public struct HelpLineApplication: Sendable {
  private let settings: ServerSettings
  private let logger: Logger
  private let store: Store
  let engine: LiveEngine
  let handler: MessageHandler
  private let registry: PrometheusRegistry
  private let startTime: ContinuousClock.Instant

  /// Opens the database and loads corpus and model.
  ///
  /// - Parameter registry: what `/metrics` shows; swift-metrics must have been started with it.
  /// - Throws: `StorageError`, or what is wrong with corpus or model.
  public init(
    settings: ServerSettings, registry: PrometheusRegistry, logger: Logger
  ) async throws {
    startTime = ContinuousClock.now
    self.settings = settings
    self.logger = logger
    self.registry = registry
    async let openedStore = Store.open(settings: settings)
    engine = try await LiveEngine(
      settings: settings, helpLine: HelpLineSettings(settings), logger: logger)
    store = try await openedStore
    handler = MessageHandler(
      store: store, engine: engine, events: EventHub(), drafts: CallbackDrafts(), logger: logger)
  }

  /// Serves until SIGTERM or SIGINT; requests under way are answered first.
  public func run() async throws {
    let logger = logger
    let settings = settings
    let engine = engine
    let startTime = startTime
    let group = services(endingBy: [.sigterm, .sigint]) { port in
      Memory.trimLater()
      logger.notice(
        "serving",
        metadata: [
          "url": "http://\(settings.host):\(port)/", "bot": "\(settings.bot.rawValue)",
          "model": "\(engine.current.model?.hash ?? "none")",
          "startMilliseconds": "\(Int((ContinuousClock.now - startTime) / .milliseconds(1)))",
        ])
    }
    do {
      try await group.run()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw ServeError.portInUse(host: settings.host, port: settings.port)
    }
  }

  /// All that runs while the server serves; the store is closed last.
  ///
  /// - Parameter onRunning: called with the port once the server accepts requests.
  func services(
    endingBy signals: [UnixSignal], onRunning: @escaping @Sendable (Int) -> Void
  ) -> ServiceGroup {
    let router = Router(context: HelpLineContext.self, options: [.autoGenerateHeadEndpoints])
    addMiddleware(to: router)
    router.add(routes)
    let port = settings.port
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: port), backlog: 1_024),
      onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) },
      logger: quietLogger)
    return ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          StoreClosing(store: store),
          Retention(store: store, settings: settings.storage, logger: logger),
          HandOverWatch(handler: handler), ReloadSignal(engine: engine),
          EventBeat(events: handler.events), application,
        ],
        gracefulShutdownSignals: signals, logger: quietLogger))
  }

  /// For the libraries: they say on level info what we say better.
  private var quietLogger: Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }

  private func addMiddleware(to router: Router<HelpLineContext>) {
    router.add(middleware: RequestMetrics())
    router.add(middleware: SecurityHeaders(settings: settings.web))
    router.add(middleware: ErrorResponses())
    if settings.limits.requestsPerMinute > 0 {
      let limiter = RateLimiter(
        perMinute: settings.limits.requestsPerMinute, burst: settings.limits.burst)
      router.add(
        middleware: RateLimit(limiter: limiter, trustsProxy: settings.web.trustsProxy))
    }
    router.add(middleware: OriginCheck(settings: settings.web))
  }

  /// Everything that the server answers.
  var routes: [Route] {
    let visitors = VisitorCookie(settings: settings.web, days: settings.storage.cookieDays)
    return PageRoutes().routes
      + OperationRoutes(store: store, registry: registry, events: handler.events).routes
      + RasaRoutes(handler: handler, engine: engine, settings: settings).routes
      + ChatRoutes(handler: handler, engine: engine, settings: settings, visitors: visitors).routes
      + ServiceRoutes(handler: handler, engine: engine, settings: settings, visitors: visitors)
      .routes
      + AdministrationRoutes(handler: handler, engine: engine, settings: settings).routes
      + EventRoutes(handler: handler, settings: settings, visitors: visitors).routes
  }
}

/// Why the server does not start.
enum ServeError: Error, Equatable, CustomStringConvertible {
  case portInUse(host: String, port: Int)

  var description: String {
    switch self {
    case .portInUse(let host, let port):
      "port \(port) of \(host) is in use by another program; --port takes another one"
    }
  }
}

extension HelpLineSettings {
  init(_ settings: ServerSettings) {
    self.init()
    retentionDays = settings.storage.retentionDays
    workingHours = settings.duty.hours
    patienceSeconds = settings.duty.patienceSeconds
    operatorSilenceSeconds = settings.duty.operatorSilenceSeconds
    maximumCharacters = settings.limits.utteranceLength
  }
}
