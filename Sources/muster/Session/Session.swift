import Foundation
import Logging
import MusterCore

/// The environment of a command: settings, console, database and clients.
struct Session: Sendable {
    /// The environment variables at the start; `ProcessInfo` copies all of them at each call.
    let environment: [String: String]
    let settings: Settings
    let console: Console
    let time: TimeSource
    let transport: HTTPTransport
    let logger: Logger

    /// Runs `body` with a session, and closes every connection afterwards.
    ///
    /// - Throws: `CommandFailure` for invalid settings, and the errors of `body`.
    static func with<Value>(
        _ options: GlobalOptions,
        adjusting: (inout Settings) -> Void = { _ in },
        _ body: (Session) async throws -> Value
    ) async throws -> Value {
        try await with(options.overrides, adjusting: adjusting, body)
    }

    /// Runs `body` with settings that did not come from the parser.
    static func with<Value>(
        _ overrides: SettingsOverrides,
        adjusting: (inout Settings) -> Void = { _ in },
        _ body: (Session) async throws -> Value
    ) async throws -> Value {
        let environment = ProcessInfo.processInfo.environment
        var settings = try Settings.load(overrides, environment: environment)
        adjusting(&settings)
        let session = Session(
            environment: environment,
            settings: settings,
            console: Console(environment: environment, allowsColor: settings.allowsColor),
            time: .system,
            transport: HTTPTransport(
                userAgent: "muster/\(Muster.version)",
                connectTimeout: settings.requestLimits.connectTimeout,
                proxies: settings.proxies,
                trustRoots: environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
            ),
            logger: makeLogger(settings)
        )
        do {
            let value = try await body(session)
            await session.transport.shutDown()
            return value
        } catch {
            await session.transport.shutDown()
            throw error
        }
    }

    private static func makeLogger(_ settings: Settings) -> Logger {
        Logger(label: "muster") { _ in
            FileLogHandler(
                path: settings.logPath,
                level: settings.isVerbose ? .debug : .notice,
                now: TimeSource.system.now
            )
        }
    }

    func openWorkspace() throws -> Workspace {
        do throws(StoreError) {
            var store = try Store.open(
                path: settings.databasePath,
                service: settings.baseURL,
                now: time.now()
            )
            store.lifetimes = settings.lifetimes
            if let account = settings.keyStore.accountAtHand {
                store.account.change(to: account)
            } else {
                store.account.change(to: try store.lastAccount())
            }
            var workspace = Workspace(
                store: store,
                client: client(noting: store),
                hub: .live(
                    endpoint: settings.hubEndpoint,
                    transport: transport,
                    timeout: settings.requestLimits.timeout,
                    token: settings.hubToken
                ),
                routes: settings.routes,
                fallbacks: settings.fallbacks,
                time: time,
                poll: settings.batchPoll,
                logger: logger
            )
            workspace.client.service = settings.service.name
            workspace.isNamed = settings.isServiceNamed
            workspace.others = OtherServices(
                settings.services.filter { $0.baseURL != settings.baseURL }.map { service in
                    OtherServices.Place(
                        name: service.name,
                        url: service.baseURL,
                        path: settings.switched(to: service).databasePath
                    )
                },
                lifetimes: settings.lifetimes
            )
            return workspace
        } catch {
            throw CommandFailure(error)
        }
    }

    /// A client that tells a database whose key its requests carry.
    func client(noting store: Store? = nil) -> OpenRouterClient {
        .live(
            baseURL: settings.baseURL,
            kind: settings.service.kind,
            transport: transport,
            limits: settings.requestLimits,
            keyHint: settings.service.keyHint,
            refuse: settings.keyStore.refuse
        ) { [keyStore = settings.keyStore] () async throws(ServiceFailure) -> APIKey? in
            do throws(KeyError) {
                let key = try await keyStore.key()
                await store?.use(key.map { Account($0) } ?? .anonymous)
                return key
            } catch {
                throw ServiceFailure(.noKey, message: "\(error)")
            }
        }
    }

    func models(_ workspace: Workspace) async throws -> [Model] {
        do {
            return try await workspace.models()
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Finds a model by name, with a note if the case differs.
    func model(_ name: String, in models: [Model]) throws -> Model {
        try model(name, ModelLookup(name, in: models), isCatalogEmpty: models.isEmpty)
    }

    private func model(_ name: String, _ lookup: ModelLookup, isCatalogEmpty: Bool) throws -> Model
    {
        switch lookup {
        case .found(let model):
            return model
        case .foundIgnoringCase(let model):
            console.note("using \(model.id), which differs from \(name) in case")
            return model
        case .ambiguous(let matches):
            let list = matches.map { "  \($0.id)" }.joined(separator: "\n")
            throw CommandFailure("\(name) could be any of these; name one:\n\(list)", .badData)
        case .notFound where isCatalogEmpty:
            throw noModels
        case .notFound(let suggestions):
            let hint =
                suggestions.isEmpty
                ? "" : " Did you mean \(suggestions.map(\.rawValue).joined(separator: ", "))?"
            let place = settings.isServiceNamed ? " of \(settings.service.name)" : ""
            throw CommandFailure(
                "There is no model \(name) in the catalog\(place).\(hint)",
                .badData
            )
        }
    }

    /// The failure for want of a catalog.
    var noModels: CommandFailure {
        let option = settings.isServiceNamed ? " --service \(settings.service.name)" : ""
        return CommandFailure("No models yet. Fetch them first: muster refresh\(option)", .badData)
    }

    /// The configured fallbacks for a model.
    ///
    /// Drops an unknown name with a note, since it need not stop the command.
    func configuredFallbacks(of model: Model, in models: [Model]) -> [Model] {
        settings.fallbacks.models(for: model, in: models) { name, lookup in
            do {
                _ = try self.model(name, lookup, isCatalogEmpty: models.isEmpty)
            } catch {
                let words = (error as? CommandFailure)?.message ?? "\(error)"
                console.note("a fallback in the configuration is left out: \(words)")
            }
        }
    }

    /// Deletes expired data; logs a failure, since no user waits for this.
    func forgetWhatIsOld(_ store: Store) async {
        guard !settings.retention.isUnlimited else { return }
        do throws(StoreError) {
            let forgotten = try await store.forget(beyond: settings.retention, now: time.now())
            logger.info(
                "forgot what is old",
                metadata: [
                    "evidence": "\(forgotten.evidence)",
                    "generations": "\(forgotten.generations)",
                ]
            )
        } catch {
            logger.warning("what is old could not be forgotten", metadata: ["error": "\(error)"])
        }
    }

    /// Parses a filter from a command's words.
    ///
    /// `@name` stands for a filter saved in the interface. A filter with a mistake is an error,
    /// since a command must not run over the whole catalog because of a typo.
    func filter(_ words: [String], _ workspace: Workspace) async throws -> ModelFilter {
        let source = words.joined(separator: " ")
        var saved: [String: String] = [:]
        if source.contains("@") {
            do throws(StoreError) {
                saved = try await workspace.store.savedFilters()
            } catch {
                throw CommandFailure(error)
            }
        }
        let filter = ModelFilter(source, saved: saved)
        if let complaint = filter.complaints.first {
            throw CommandFailure("The filter \(complaint.sentence)", .usage)
        }
        return filter
    }

    /// Reports that a request waits for the free tier's rate limit.
    var onPause: @Sendable (Duration) -> Void {
        { [console] pause in console.note(FreeTier.words(waiting: pause)) }
    }
}

extension KeyStore {
    /// The source of the key, short enough for the interface's header.
    var label: String {
        switch source {
        case .environment: "from environment"
        case .command: "from key_command"
        case .file: "from file"
        case .none: "none"
        }
    }
}
