import Foundation

/// Where muster's files are: the XDG base directories, as the environment sets them.
///
/// https://specifications.freedesktop.org/basedir-spec/latest/: a variable that is empty or not
/// absolute counts as unset.
package struct Locations: Sendable, Hashable {
    /// The database.
    package let database: String
    /// The configuration file.
    package let configuration: String
    /// The folder of the user's own themes.
    package let themes: String
    /// The file of the API key.
    package let key: String
    /// The log.
    package let log: String

    /// Reads the environment.
    ///
    /// - Parameters:
    ///   - environment: the process's variables.
    ///   - home: the home directory, should `HOME` not be set.
    package init(environment: [String: String], home: String) {
        func directory(_ variable: String, _ fallback: String) -> String {
            if let value = environment[variable], value.hasPrefix("/") { return value }
            let base = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
            return "\(base)/\(fallback)"
        }
        let configurationHome = directory("XDG_CONFIG_HOME", ".config")
        database = directory("XDG_DATA_HOME", ".local/share") + "/muster/muster.sqlite"
        configuration = configurationHome + "/muster/config.yaml"
        themes = configurationHome + "/muster/themes"
        key = configurationHome + "/muster/key"
        log = directory("XDG_STATE_HOME", ".local/state") + "/muster/muster.log"
    }
}

extension String {
    /// The text as a path, with `~` for the home folder as in a shell, and without spaces around it.
    package var expandingTilde: String {
        NSString(string: trimmingCharacters(in: .whitespaces)).expandingTildeInPath
    }
}
