import Foundation
import Logging
import MusterCore

/// What a command works with: settings, console, database and clients.
struct Session: Sendable {
    let settings: Settings
    let console: Console
    let time: TimeSource
    let transport: HTTPTransport
    let logger: Logger

    /// Runs `body` with a session, and closes every connection afterwards.
    ///
    /// - Parameters:
    ///   - options: the flags that every command understands.
    ///   - adjusting: changes the settings before they are used.
    ///   - body: the command's work.
    /// - Returns: what `body` returns.
    /// - Throws: `CommandFailure` for settings that cannot be used, and what `body` throws.
    static func with<Value>(
        _ options: GlobalOptions,
        adjusting: (inout Settings) -> Void = { _ in },
        _ body: (Session) async throws -> Value
    ) async throws -> Value {
        try await with(options.overrides, adjusting: adjusting, body)
    }

    /// The same with values that need not have been parsed.
    static func with<Value>(
        _ overrides: SettingsOverrides,
        adjusting: (inout Settings) -> Void = { _ in },
        _ body: (Session) async throws -> Value
    ) async throws -> Value {
        let environment = ProcessInfo.processInfo.environment
        var settings = try Settings.load(overrides, environment: environment)
        adjusting(&settings)
        let session = Session(
            settings: settings,
            console: Console(environment: environment, allowsColor: settings.allowsColor),
            time: .system,
            transport: HTTPTransport(
                userAgent: "muster/\(Muster.version)",
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

    /// Opens the database.
    func openStore() throws -> Store {
        do {
            var store = try Store.open(path: settings.databasePath, now: time.now())
            store.lifetimes = settings.lifetimes
            return store
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The client for the configured service.
    var client: OpenRouterClient {
        .live(
            baseURL: settings.baseURL,
            transport: transport,
            limits: settings.requestLimits
        ) { [keyStore = settings.keyStore] () async throws(ServiceFailure) -> APIKey? in
            do throws(KeyError) {
                return try await keyStore.key()
            } catch {
                throw ServiceFailure(.noKey, message: "\(error)")
            }
        }
    }

    /// The client for the Hub.
    var hub: HubClient {
        .live(
            endpoint: settings.hubEndpoint,
            transport: transport,
            token: settings.hubToken
        )
    }

    /// Every model in the database.
    func models(_ store: Store) async throws -> [Model] {
        do {
            return try await store.modelsInBackground(now: time.now())
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The model that the user means, with a note when the case of its name differs.
    func model(_ name: String, in models: [Model]) throws -> Model {
        switch ModelLookup(name, in: models) {
        case .found(let model):
            return model
        case .foundIgnoringCase(let model):
            console.note("muster: using \(model.id), which differs from \(name) in case")
            return model
        case .ambiguous(let matches):
            let list = matches.map { "  \($0.id)" }.joined(separator: "\n")
            throw CommandFailure("\(name) could be any of these; name one:\n\(list)", .badData)
        case .notFound where models.isEmpty:
            throw CommandFailure("No models yet. Fetch them first: muster refresh", .badData)
        case .notFound(let suggestions):
            let hint =
                suggestions.isEmpty
                ? "" : " Did you mean \(suggestions.map(\.rawValue).joined(separator: ", "))?"
            throw CommandFailure("There is no model \(name) in the catalog.\(hint)", .badData)
        }
    }
}

extension KeyStore {
    /// Where the key comes from, short enough for the interface's header.
    var label: String {
        switch source {
        case .environment: "from environment"
        case .command: "from key_command"
        case .file: "from file"
        case .none: "none"
        }
    }
}
