import Foundation
import MusterCore
import MusterUI

/// The settings of this run: a flag beats the environment, which beats the file.
struct Settings: Sendable {
    var databasePath: String
    var baseURL: ServiceURL
    /// The service that is asked.
    var service: ServiceSettings
    /// Whether `--service` named it.
    var isServiceNamed = false
    /// All that could be, by the configuration.
    var services: [ServiceSettings]
    /// What the interface began with, once it asks another service.
    var origin: Origin?
    /// Where the demo has its databases; `nil` outside of it.
    var demoFolder: String?
    var hubEndpoint: ServiceURL
    var hubToken: APIKey?
    /// The limits of all requests but completions.
    var requestLimits: RequestLimits
    /// How long the interface shows a message; `nil` for the usual time.
    var messageTime: TimeInterval?
    var batchPoll: BatchPoll
    var proxies: ProxySettings
    /// The requested theme, and the source of the request.
    var theme: (choice: ThemeChoice, origin: ThemeInUse.Origin)?
    var isASCII: Bool
    var isForScreenReader: Bool
    var keyMap: KeyMap
    var allowsColor: Bool
    var isVerbose: Bool
    var routes: RoutePreference
    var fallbacks: FallbackTable
    var lifetimes: VerdictLifetimes
    var retention: Retention
    /// Whether the terminal tells of the end of long work.
    var notifies: Bool
    /// The monitor's checks per hour.
    var monitorBudget: Int
    var locations: Locations
    var logPath: String
    var configurationPath: String
    var keyStore: KeyStore

    /// A service whose database and key need not be where its name puts them.
    struct Origin: Sendable {
        let service: ServiceSettings
        let databasePath: String
        let keyStore: KeyStore
        let isServiceNamed: Bool
    }

    static let defaultMonitorBudget = 60
    static let monitorBudgets = 1...3600

    /// Reads flags, environment and file.
    ///
    /// - Throws: `CommandFailure` with code 78 for an invalid value, naming its source.
    static func load(
        _ flags: SettingsOverrides,
        environment: [String: String]
    ) throws -> Settings {
        let locations = Locations(environment: environment, home: NSHomeDirectory())
        let configurationPath = flags.config?.expandingTilde ?? locations.configuration
        let file = try ConfigurationFile(path: configurationPath, isRequired: flags.config != nil)
        func variable(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let services = ServiceSettings.all(file)
        let service = try service(flags, file, services, variable)
        let baseURL = service.baseURL
        // A database belongs to one service: these are of the one without a name.
        let usual = flags.service == nil ? variable("MUSTER_DATABASE") ?? file.database : nil
        let database = flags.database ?? usual ?? locations.database(of: baseURL)
        let isForScreenReader = flags.isForScreenReader || file.isForScreenReader
        var settings = Settings(
            // Made absolute, since SQLite gives names such as `:memory:` another meaning.
            databasePath: URL(filePath: database.expandingTilde).path,
            baseURL: baseURL,
            service: service,
            services: services,
            hubEndpoint: try url(
                variable("HF_ENDPOINT"),
                default: .huggingFaceHub,
                name: "HF_ENDPOINT"
            ),
            hubToken: variable("HF_TOKEN").flatMap { APIKey($0) },
            requestLimits: try seconds("MUSTER_TIMEOUT", variable).map(RequestLimits.init)
                ?? RequestLimits(),
            messageTime: try seconds("MUSTER_MESSAGE_SECONDS", variable).map { $0 / .seconds(1) },
            batchPoll: try batchPoll(variable("MUSTER_BATCH_POLL")),
            proxies: ProxySettings(environment: environment),
            theme: flags.theme.map { (ThemeChoice($0), .flag) }
                ?? variable("MUSTER_THEME").map { (ThemeChoice($0), .environment) }
                ?? file.theme.map { ($0, .configuration) },
            // The Linux console lacks glyphs for most badges.
            isASCII: flags.isASCII || file.isASCII || environment["TERM"] == "linux"
                || isForScreenReader,
            isForScreenReader: isForScreenReader,
            keyMap: file.keyMap,
            allowsColor: !flags.hasNoColor,
            isVerbose: flags.isVerbose,
            routes: file.routes ?? .casedFirst,
            fallbacks: file.fallbacks,
            lifetimes: file.lifetimes,
            retention: file.retention,
            notifies: file.notifies ?? true,
            monitorBudget: file.monitorBudget ?? defaultMonitorBudget,
            locations: locations,
            logPath: locations.log,
            configurationPath: configurationPath,
            keyStore: KeyStore(
                environmentKey: service.keyVariable.flatMap(variable),
                variable: service.keyVariable ?? "",
                command: service.keyCommand,
                path: flags.service == nil && !services.contains(service)
                    ? locations.key : locations.key(of: service.name)
            )
        )
        settings.isServiceNamed = flags.service != nil
        return settings
    }

    /// The named service, or that of the base URL with OpenRouter's key.
    private static func service(
        _ flags: SettingsOverrides,
        _ file: ConfigurationFile,
        _ services: [ServiceSettings],
        _ variable: (String) -> String?
    ) throws -> ServiceSettings {
        if let name = flags.service {
            guard flags.baseURL == nil else {
                throw CommandFailure("--service and --base-url exclude each other.", .usage)
            }
            guard let service = services.first(where: { $0.name == name }) else {
                let names = services.map(\.name).joined(separator: ", ")
                throw CommandFailure(
                    "There is no service \(name); there are \(names).",
                    .badConfiguration
                )
            }
            return service
        }
        let address = flags.baseURL ?? variable("OPENROUTER_BASE_URL") ?? file.baseURL
        let baseURL = try url(address, default: .openRouter, name: "base URL")
        // OpenRouter's key is for OpenRouter, and for what only the user knows.
        if let known = services.first(where: {
            $0.baseURL == baseURL && $0.kind.keyVariable != ServiceKind.openRouter.keyVariable
        }) {
            return known
        }
        return ServiceSettings(
            name: baseURL == .openRouter ? ServiceKind.openRouter.name : baseURL.place,
            baseURL: baseURL,
            kind: ServiceKind(of: baseURL),
            keyVariable: ServiceKind.openRouter.keyVariable,
            keyCommand: file.keyCommand
        )
    }

    private static func seconds(
        _ name: String,
        _ variable: (String) -> String?
    ) throws -> Duration? {
        guard let text = variable(name) else { return nil }
        guard let seconds = Int(text), (1...3600).contains(seconds) else {
            throw CommandFailure(
                "\(name) is \(text); it can be 1 to 3600 seconds.",
                .badConfiguration
            )
        }
        return .seconds(seconds)
    }

    private static func batchPoll(_ text: String?) throws -> BatchPoll {
        guard let text else { return .standard }
        guard let poll = BatchPoll(seconds: text) else {
            throw CommandFailure(
                "MUSTER_BATCH_POLL is \(text); it can be up to 86400 seconds.",
                .badConfiguration
            )
        }
        return poll
    }

    /// The address without a user name and password before its host.
    private static func withoutPassword(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address }
        let start = address.firstRange(of: "://")?.upperBound ?? address.startIndex
        return start < at ? address[..<start] + "…" + address[at...] : address
    }

    private static func url(
        _ text: String?,
        default fallback: ServiceURL,
        name: String
    ) throws -> ServiceURL {
        guard let text else { return fallback }
        guard let url = ServiceURL(text) else {
            throw CommandFailure(
                "The \(name) \(withoutPassword(text)) cannot be used. Write http:// or https://, a host, then a port up to "
                    + "65535 and a path where they are needed, and nothing else.",
                .badConfiguration
            )
        }
        return url
    }
}

/// The settings that the command line overrides.
///
/// A plain value, so that bare `muster`, the most common command, starts without the parser:
/// describing two dozen commands takes a fifth of the time to the first screen.
struct SettingsOverrides: Sendable {
    var database: String?
    var baseURL: String?
    var service: String?
    var config: String?
    var theme: String?
    var isASCII = false
    var isForScreenReader = false
    var hasNoColor = false
    var isVerbose = false
}
