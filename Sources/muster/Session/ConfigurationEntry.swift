import Foundation
import MusterCore
import MusterUI

/// An entry of the configuration file, with its reader and its documentation.
///
/// A new entry needs a value in ``all``, a property in ``ConfigurationFile``, and a use.
struct ConfigurationEntry: Sendable {
    /// Stores an entry's value in the configuration.
    typealias Reader = @Sendable (ConfigurationValue, inout ConfigurationFile) throws -> Void

    let name: String
    /// The type of value, in words.
    let kind: String
    /// The default, in words.
    let standard: String
    let purpose: String
    /// The equivalent option for one run.
    var option: String?
    var variable: String?
    let example: String
    /// The entries of a nested list.
    var parts: [ConfigurationEntry] = []
    let read: Reader

    private static func group(
        name: String,
        parts: [ConfigurationEntry],
        standard: String,
        purpose: String,
        example: String
    ) -> ConfigurationEntry {
        ConfigurationEntry(
            name: name,
            kind: "entries: " + parts.map { "`\($0.name)`" }.joined(separator: ", "),
            standard: standard,
            purpose: purpose,
            example: example,
            parts: parts
        ) { try $1.read($0, among: parts) }
    }
}

extension ConfigurationEntry {
    /// All entries, the most common first.
    static let all: [ConfigurationEntry] = [
        ConfigurationEntry(
            name: "key_command",
            kind: "text",
            standard: "none: muster reads the key file",
            purpose: """
                A command whose first line of output is the key. The shell runs it when a key is \
                needed, and not before.
                """,
            variable: "OPENROUTER_API_KEY",
            example: "key_command: pass show openrouter"
        ) { $1.keyCommand = try $0.text() },
        ConfigurationEntry(
            name: "base_url",
            kind: "text",
            standard: "`\(ServiceURL.openRouter)`",
            purpose: """
                The address of the service. The key is sent to no other host, and only over TLS \
                unless the host is this machine.
                """,
            option: "--base-url",
            variable: "OPENROUTER_BASE_URL",
            example: "base_url: http://127.0.0.1:8931/api/v1"
        ) { $1.baseURL = try $0.text() },
        ConfigurationEntry(
            name: "services",
            kind: "a list of services, each with `base_url`, `kind`, `key_env`, `key_command`",
            standard: ServiceSettings.builtIn.map { "`\($0.name)`" }.joined(separator: ", "),
            purpose: """
                Further services by name, each with its own database, marks and key. `kind` is \
                \(ServiceKind.all.map { "`\($0.name)`" }.joined(separator: ", ")); without it the \
                host decides. A key is sent to its own service only.
                """,
            option: "--service",
            example: """
                services:
                  local:
                    base_url: http://127.0.0.1:8000/v1
                  hub:
                    base_url: https://router.huggingface.co/v1
                    key_env: HF_TOKEN
                """
        ) { $1.services = try $0.services() },
        ConfigurationEntry(
            name: "database",
            kind: "text",
            standard:
                "`\(Locations.usual.database(of: .openRouter))`; for another service, a file of "
                + "its own beside it",
            purpose: """
                The database file, created if it does not exist. A database belongs to one service: \
                that of its first refresh. With another `base_url` muster stops with exit code 78.
                """,
            option: "--database",
            variable: "MUSTER_DATABASE",
            example: "database: ~/models.sqlite"
        ) { $1.database = try $0.text() },
        ConfigurationEntry(
            name: "theme",
            kind: "text, or `{light: day, dark: night}`",
            standard: "the one chosen in the interface, else `auto`",
            purpose: """
                The theme of the interface, your own or a built-in one. `auto` follows the terminal's \
                background: `\(ThemeLibrary.lightName)` on a light one, `\(ThemeLibrary.defaultName)` \
                on a dark one.
                """,
            option: "--theme",
            variable: "MUSTER_THEME",
            example: "theme: \(ThemeLibrary.defaultName)"
        ) { $1.theme = try $0.theme() },
        ConfigurationEntry(
            name: "notify",
            kind: "`true` or `false`",
            standard: "`true`",
            purpose: """
                Whether the terminal announces the end of a check or batch while you use another \
                window.
                """,
            example: "notify: false"
        ) { $1.notifies = try $0.flag() },
        ConfigurationEntry(
            name: "ascii",
            kind: "`true` or `false`",
            standard: "`false`; on the console of Linux, `true`",
            purpose: "Whether to draw with ASCII characters only.",
            option: "--ascii",
            example: "ascii: true"
        ) { $1.isASCII = try $0.flag() },
        ConfigurationEntry(
            name: "screen_reader",
            kind: "`true` or `false`",
            standard: "`false`",
            purpose: """
                Whether to draw for a screen reader: without boxes, and with the cursor on the line \
                that matters. It implies `ascii`.
                """,
            option: "--screen-reader",
            example: "screen_reader: true"
        ) { $1.isForScreenReader = try $0.flag() },
        ConfigurationEntry(
            name: "keys",
            kind: "a key, or a list of keys, for each action",
            standard: "those of `muster help keys`",
            purpose: """
                Keys for actions, instead of their default ones. A key that another action already \
                has is refused.
                """,
            example: """
                keys:
                  refresh: F5
                  move-down: [n, Down]
                  next-match: Ctrl-N
                """
        ) { $1.keyMap = try $0.keyMap() },
        ConfigurationEntry(
            name: "routes",
            kind: RoutePreference.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "),
            standard: "`\(RoutePreference.casedFirst.rawValue)`",
            purpose: """
                Which ID muster sends first: the Hugging Face ID in its exact case, or the model \
                ID. `catalog-only` sends the model ID only. An ID that worked goes first from \
                then on.
                """,
            example: "routes: \(RoutePreference.catalogFirst.rawValue)"
        ) { $1.routes = try $0.choice() },
        ConfigurationEntry(
            name: "fallbacks",
            kind: "a list of models, or a list for each model, where `default` means all others",
            standard: "none",
            purpose: """
                The models to ask when one does not answer, in this order, by model ID, slug or \
                Hugging Face ID. An empty list means none.
                """,
            option: "--fallback",
            example: """
                fallbacks:
                  deepseek/deepseek-r1:free:
                    - qwen/qwen3-235b-a22b:free
                    - mistralai/mistral-nemo
                  openai/gpt-5: []
                  default: [openrouter/auto]
                """
        ) { $1.fallbacks = try $0.fallbacks() },
        .group(
            name: "lifetimes",
            parts: Availability.allCases.map(lifetime),
            standard: "those below",
            purpose: """
                How long a badge is valid. After that, it has a `~`, and `muster check --stale` \
                asks again.
                """,
            example: """
                lifetimes:
                  verified: 12h
                  limited: 5m
                """
        ),
        .group(
            name: "retention",
            parts: [
                retention("evidence", "to keep evidence that no badge depends on") {
                    $1.retention.evidence = try $0.age()
                },
                retention("history", "to keep past generations, with prompt and answer") {
                    $1.retention.history = try $0.age()
                },
            ],
            standard: "those below",
            purpose: """
                How long to keep what muster has learnt. Older data is deleted when the interface \
                starts, and by `muster doctor --compact`.
                """,
            example: """
                retention:
                  evidence: 180d
                  history: 365d
                """
        ),
        ConfigurationEntry(
            name: "monitor_budget",
            kind: "a number from 1 to 3600",
            standard: "`\(Settings.defaultMonitorBudget)`",
            purpose:
                "How many endpoints lists the monitor (`m`) may request in an hour; they are free.",
            example: "monitor_budget: 120"
        ) { $1.monitorBudget = try $0.count(Settings.monitorBudgets) },
    ]

    private static func lifetime(_ availability: Availability) -> ConfigurationEntry {
        let standard = VerdictLifetimes()[availability]
        return ConfigurationEntry(
            name: availability.rawValue,
            kind: "a time: a number and `s`, `m`, `h` or `d`",
            standard: "`\(words(standard))`",
            purpose: "How long `\(availability.rawValue)` is valid.",
            example: "\(availability.rawValue): \(words(standard))"
        ) { value, file in
            if let seconds = try value.time() { file.lifetimes[availability] = seconds }
        }
    }

    private static func retention(
        _ name: String,
        _ what: String,
        read: @escaping Reader
    ) -> ConfigurationEntry {
        ConfigurationEntry(
            name: name,
            kind: "an age of a day or more: a number and `h` or `d`",
            standard: "for ever",
            purpose: "How long \(what).",
            example: "\(name): 180d",
            read: read
        )
    }

    /// A time in the file's notation, in hours or minutes.
    private static func words(_ seconds: TimeInterval) -> String {
        let (hours, rest) = Int(seconds).quotientAndRemainder(dividingBy: 3600)
        return rest == 0 ? "\(hours)h" : "\(Int(seconds) / 60)m"
    }
}
