import Configuration
import Foundation
import MusterCore
import MusterUI

/// How this run is configured: a flag beats the environment, which beats the file.
struct Settings: Sendable {
    var databasePath: String
    var baseURL: ServiceURL
    var hubEndpoint: ServiceURL
    var hubToken: APIKey?
    /// How long the service may take for anything but a completion.
    var requestLimits: RequestLimits
    var proxies: ProxySettings
    /// The theme that is named, and by whom.
    var theme: (name: String, origin: ThemeInUse.Origin)?
    var isASCII: Bool
    /// Whether a screen reader reads the interface.
    var isForScreenReader: Bool
    /// The user's keys.
    var keyMap: KeyMap
    var allowsColor: Bool
    var isVerbose: Bool
    var routes: RoutePreference
    /// The models to ask when others do not answer.
    var fallbacks: FallbackTable
    var lifetimes: VerdictLifetimes
    /// How long evidence and past generations are kept.
    var retention: Retention
    /// How many checks an hour the interface's monitor may make.
    var monitorBudget: Int
    var locations: Locations
    var logPath: String
    var configurationPath: String
    var keyStore: KeyStore

    static let defaultMonitorBudget = 60
    static let monitorBudgets = 1...3600

    /// Reads flags, environment and file.
    ///
    /// - Throws: `CommandFailure` with code 78 for a value that cannot be used, naming its source.
    static func load(
        _ overrides: SettingsOverrides,
        environment: [String: String]
    ) async throws -> Settings {
        let locations = Locations(environment: environment, home: NSHomeDirectory())
        let configurationPath = overrides.config ?? locations.configuration
        let variables = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: environment)
        )
        let configuration = try await ConfigurationFile.open(
            configurationPath,
            isRequired: overrides.config != nil
        )
        let file = configuration?.reader

        func variable(_ key: ConfigKey) -> String? {
            variables.string(forKey: key).flatMap { $0.isEmpty ? nil : $0 }
        }
        func entry(_ key: ConfigKey) -> String? {
            file?.string(forKey: key)
        }
        let routes = try routePreference(entry("routes"), path: configurationPath)
        let database =
            overrides.database ?? variable("muster.database") ?? entry("database")
            ?? locations.database
        let isForScreenReader =
            overrides.isForScreenReader || (file?.bool(forKey: "screen_reader") ?? false)
        return Settings(
            // Made absolute, so that no name has another meaning to SQLite, as `:memory:` would.
            databasePath: URL(filePath: NSString(string: database).expandingTildeInPath).path,
            baseURL: try url(
                overrides.baseURL ?? variable("openrouter.base.url") ?? entry("base_url"),
                default: .openRouter,
                name: "base URL"
            ),
            hubEndpoint: try url(
                variable("hf.endpoint"),
                default: .huggingFaceHub,
                name: "HF_ENDPOINT"
            ),
            hubToken: variable("hf.token").flatMap { APIKey($0) },
            requestLimits: try requestLimits(variable("muster.timeout")),
            proxies: ProxySettings(environment: environment),
            theme: overrides.theme.map { ($0, .flag) }
                ?? variable("muster.theme").map { ($0, .environment) }
                ?? entry("theme").map { ($0, .configuration) },
            // The console of Linux has no glyphs for most badges.
            isASCII: overrides.isASCII || (file?.bool(forKey: "ascii") ?? false)
                || environment["TERM"] == "linux" || isForScreenReader,
            isForScreenReader: isForScreenReader,
            keyMap: configuration?.keyMap ?? .standard,
            allowsColor: !overrides.hasNoColor,
            isVerbose: overrides.isVerbose,
            routes: routes,
            fallbacks: configuration?.fallbacks ?? FallbackTable(),
            lifetimes: try lifetimes(file, path: configurationPath),
            retention: try Retention(
                evidence: age("retention.evidence", file, path: configurationPath),
                history: age("retention.history", file, path: configurationPath)
            ),
            monitorBudget: try monitorBudget(
                file?.int(forKey: "monitor_budget"),
                path: configurationPath
            ),
            locations: locations,
            logPath: locations.log,
            configurationPath: configurationPath,
            keyStore: KeyStore(
                environmentKey: variable("openrouter.api.key"),
                command: entry("key_command"),
                path: locations.key
            )
        )
    }

    private static func lifetimes(
        _ file: ConfigReader?,
        path: String
    ) throws -> VerdictLifetimes {
        var lifetimes = VerdictLifetimes()
        for availability in Availability.allCases {
            let name = "lifetimes.\(availability.rawValue)"
            guard let text = file?.string(forKey: ConfigKey(name)) else { continue }
            guard let seconds = VerdictLifetimes.read(text) else {
                throw CommandFailure(
                    "The configuration \(path) has \(name): \(text); it needs a time such as 24h.",
                    .badConfiguration
                )
            }
            lifetimes[availability] = seconds
        }
        return lifetimes
    }

    private static func age(
        _ name: String,
        _ file: ConfigReader?,
        path: String
    ) throws -> TimeInterval? {
        guard let text = file?.string(forKey: ConfigKey(name)) else { return nil }
        guard let seconds = Retention.readAge(text) else {
            throw CommandFailure(
                "The configuration \(path) has \(name): \(text); "
                    + "it needs an age of a day or more, such as 180d.",
                .badConfiguration
            )
        }
        return seconds
    }

    private static func monitorBudget(_ count: Int?, path: String) throws -> Int {
        guard let count else { return defaultMonitorBudget }
        guard monitorBudgets.contains(count) else {
            throw CommandFailure(
                "The configuration \(path) has monitor_budget: \(count); it can be 1 to 3600.",
                .badConfiguration
            )
        }
        return count
    }

    private static func requestLimits(_ text: String?) throws -> RequestLimits {
        guard let text else { return RequestLimits() }
        guard let seconds = Int(text), (1...3600).contains(seconds) else {
            throw CommandFailure(
                "MUSTER_TIMEOUT is \(text); it can be 1 to 3600 seconds.",
                .badConfiguration
            )
        }
        return RequestLimits(timeout: .seconds(seconds))
    }

    private static func routePreference(
        _ text: String?,
        path: String
    ) throws -> RoutePreference {
        guard let text else { return .casedFirst }
        guard let preference = RoutePreference(rawValue: text) else {
            let choices = RoutePreference.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                "The configuration \(path) has routes: \(text); it can be \(choices).",
                .badConfiguration
            )
        }
        return preference
    }

    private static func url(
        _ text: String?,
        default fallback: ServiceURL,
        name: String
    ) throws -> ServiceURL {
        guard let text else { return fallback }
        guard let url = ServiceURL(text) else {
            throw CommandFailure(
                "The \(name) \(text) is not an http or https address.",
                .badConfiguration
            )
        }
        return url
    }
}
