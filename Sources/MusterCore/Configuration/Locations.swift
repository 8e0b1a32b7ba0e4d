import Foundation

/// Paths of muster's files: the XDG base directories, as the environment sets them.
///
/// A variable that is empty or not absolute counts as unset
/// (https://specifications.freedesktop.org/basedir-spec/latest/).
package struct Locations: Sendable, Hashable {
    /// The folder of the databases, one per service.
    private let databases: String
    package let configuration: String
    /// The folder of the user's own themes.
    package let themes: String
    package let key: String
    package let log: String
    /// The folder of the keys of named services.
    private let keys: String

    /// Reads the environment; `home` is the fallback if `HOME` is unset.
    package init(environment: [String: String], home: @autoclosure () -> String) {
        func directory(_ variable: String, _ fallback: String) -> String {
            if let value = environment[variable], value.hasPrefix("/") { return value }
            let base = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home()
            return "\(base)/\(fallback)"
        }
        let configurationHome = directory("XDG_CONFIG_HOME", ".config")
        databases = directory("XDG_DATA_HOME", ".local/share") + "/muster"
        configuration = configurationHome + "/muster/config.yaml"
        themes = configurationHome + "/muster/themes"
        key = configurationHome + "/muster/key"
        keys = configurationHome + "/muster/keys"
        log = directory("XDG_STATE_HOME", ".local/state") + "/muster/muster.log"
    }

    /// The key file of a service that the user names.
    package func key(of service: String) -> String {
        service == "openrouter" ? key : "\(keys)/\(service)"
    }

    /// The default database of a service: `muster.sqlite` for OpenRouter, and
    /// `<host>[-<port>][-<path>].sqlite` for any other.
    package func database(of service: ServiceURL) -> String {
        "\(databases)/\(service == .openRouter ? "muster" : service.fileName).sqlite"
    }
}

extension String {
    /// The trimmed text as a path, with `~` expanded as in a shell: to `HOME`, or for `~name` to the
    /// home of that user.
    package var expandingTilde: String {
        var path = String(drop { $0.isWhitespace })
        while path.last?.isWhitespace == true { path.removeLast() }
        guard path == "~" || path.hasPrefix("~/") else {
            // At each start, NSString would only load what else it needs.
            return path.hasPrefix("~") ? NSString(string: path).expandingTildeInPath : path
        }
        // NSHomeDirectory reads the password file.
        let home = ProcessInfo.processInfo.environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        return (home ?? NSHomeDirectory()) + path.dropFirst()
    }
}
