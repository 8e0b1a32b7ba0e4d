import Configuration
import Foundation
import MusterCore
import SystemPackage
import Yams

/// How this run is configured: a flag beats the environment, which beats the file.
struct Settings: Sendable {
    var databasePath: String
    var baseURL: String
    var hubEndpoint: String
    var hubToken: APIKey?
    var themeName: String?
    var isASCII: Bool
    var allowsColor: Bool
    var isVerbose: Bool
    var routes: RoutePreference
    var locations: Locations
    var logPath: String
    var configurationPath: String
    var keyStore: KeyStore

    static let defaultBaseURL = "https://openrouter.ai/api/v1"
    static let defaultHubEndpoint = "https://huggingface.co"

    /// The keys of the configuration file.
    static let fileKeys: Set<String> = [
        "database", "base_url", "key_command", "routes", "theme", "ascii",
    ]

    /// Reads flags, environment and file.
    ///
    /// - Throws: `CommandFailure` with code 78 for a value that cannot be used, naming its source.
    static func load(
        _ options: GlobalOptions,
        environment: [String: String]
    ) async throws -> Settings {
        let locations = Locations(environment: environment, home: NSHomeDirectory())
        let configurationPath = options.config ?? locations.configuration
        let variables = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: environment)
        )
        let file = try await openFile(configurationPath, isRequired: options.config != nil)

        func variable(_ key: ConfigKey) -> String? {
            variables.string(forKey: key).flatMap { $0.isEmpty ? nil : $0 }
        }
        func entry(_ key: ConfigKey) -> String? {
            file?.string(forKey: key)
        }
        let routes = try routePreference(entry("routes"), path: configurationPath)
        let database =
            options.database ?? variable("muster.database") ?? entry("database")
            ?? locations.database
        return Settings(
            // Made absolute, so that no name has another meaning to SQLite, as `:memory:` would.
            databasePath: URL(filePath: NSString(string: database).expandingTildeInPath).path,
            baseURL: try url(
                options.baseURL ?? variable("openrouter.base.url") ?? entry("base_url"),
                default: defaultBaseURL,
                name: "base URL"
            ),
            hubEndpoint: try url(
                variable("hf.endpoint"),
                default: defaultHubEndpoint,
                name: "HF_ENDPOINT"
            ),
            hubToken: variable("hf.token").flatMap { APIKey($0) },
            themeName: options.theme ?? entry("theme"),
            isASCII: options.ascii || (file?.bool(forKey: "ascii") ?? false),
            allowsColor: !options.noColor,
            isVerbose: options.verbose,
            routes: routes,
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

    /// Opens the configuration file; `nil` when there is none and none was asked for.
    private static func openFile(_ path: String, isRequired: Bool) async throws -> ConfigReader? {
        guard FileManager.default.fileExists(atPath: path) else {
            guard !isRequired else {
                throw CommandFailure("There is no configuration file \(path).", .badConfiguration)
            }
            return nil
        }
        guard try hasEntries(path) else { return nil }
        do {
            let provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
            return ConfigReader(provider: provider)
        } catch {
            throw CommandFailure(
                "The configuration \(path) cannot be read: \(error)",
                .badConfiguration
            )
        }
    }

    /// Looks at the file before it is used: an entry that would be passed over is a mistake that
    /// could send a prompt to the wrong service.
    private static func hasEntries(_ path: String) throws -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue, let data = FileManager.default.contents(atPath: path)
        else {
            throw CommandFailure("The configuration \(path) cannot be read.", .badConfiguration)
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            throw CommandFailure(
                "The configuration \(path) is not YAML: \(error)",
                .badConfiguration
            )
        }
        guard let root, root.scalar?.string.isEmpty != true else { return false }
        guard let entries = root.mapping else {
            throw CommandFailure(
                "The configuration \(path) has to be a list of entries, such as theme: night.",
                .badConfiguration
            )
        }
        for (key, value) in entries {
            let name = key.string ?? "?"
            guard fileKeys.contains(name) else {
                let known = fileKeys.sorted().joined(separator: ", ")
                throw CommandFailure(
                    "The configuration \(path) has \(name), which is not one of \(known).",
                    .badConfiguration
                )
            }
            let isRight = name == "ascii" ? value.bool != nil : value.scalar != nil
            guard isRight else {
                let kind = name == "ascii" ? "true or false" : "text"
                throw CommandFailure(
                    "The configuration \(path) has \(name), which has to be \(kind).",
                    .badConfiguration
                )
            }
        }
        return !entries.isEmpty
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
        default fallback: String,
        name: String
    ) throws -> String {
        guard let text else { return fallback }
        guard let url = ServiceURL.normalize(text) else {
            throw CommandFailure(
                "The \(name) \(text) is not an http or https address.",
                .badConfiguration
            )
        }
        return url
    }
}
