import Foundation
import MusterCore
import MusterUI

extension ConfigurationEntry {
    /// Every entry that there is, the most usual first.
    static let all: [ConfigurationEntry] = [
        ConfigurationEntry(
            name: "key_command",
            kind: .text,
            standard: "none: the key file is read",
            purpose: """
                A command whose first line of output is the key. The shell runs it when a key is \
                needed, and not before.
                """,
            variable: "OPENROUTER_API_KEY",
            example: "key_command: pass show openrouter"
        ),
        ConfigurationEntry(
            name: "base_url",
            kind: .text,
            standard: "`\(ServiceURL.openRouter)`",
            purpose: """
                The address of the service. The key is sent to no other host, and only over TLS \
                unless the host is this machine.
                """,
            option: "--base-url",
            variable: "OPENROUTER_BASE_URL",
            example: "base_url: http://127.0.0.1:8931/api/v1"
        ),
        ConfigurationEntry(
            name: "database",
            kind: .text,
            standard: "`\(Locations.usual.database)`",
            purpose: "The file of the database; it is created when it is not there.",
            option: "--database",
            variable: "MUSTER_DATABASE",
            example: "database: ~/models.sqlite"
        ),
        ConfigurationEntry(
            name: "theme",
            kind: .text,
            standard: "what was chosen in the interface, else `\(ThemeLibrary.defaultName)`",
            purpose: "The theme of the interface: one of your own or one that is built in.",
            option: "--theme",
            variable: "MUSTER_THEME",
            example: "theme: \(ThemeLibrary.defaultName)"
        ),
        ConfigurationEntry(
            name: "ascii",
            kind: .flag,
            standard: "`false`; on the console of Linux, `true`",
            purpose: "Whether everything is drawn with ASCII characters only.",
            option: "--ascii",
            example: "ascii: true"
        ),
        ConfigurationEntry(
            name: "screen_reader",
            kind: .flag,
            standard: "`false`",
            purpose: """
                Whether the interface is drawn for a screen reader: without boxes, and with the \
                cursor on the line that counts. It implies `ascii`.
                """,
            option: "--screen-reader",
            example: "screen_reader: true"
        ),
        ConfigurationEntry(
            name: "keys",
            kind: .apart("for the name of an action a key, or a list of keys"),
            standard: "those of `muster help keys`",
            purpose: """
                Other keys for actions, instead of those they come with. A key that another action \
                has already is refused.
                """,
            example: """
                keys:
                  refresh: F5
                  move-down: [n, Down]
                  next-match: Ctrl-N
                """
        ),
        ConfigurationEntry(
            name: "routes",
            kind: .choice(RoutePreference.allCases.map(\.rawValue)),
            standard: "`\(RoutePreference.casedFirst.rawValue)`",
            purpose: """
                Which spelling of a model is sent first: the Hugging Face ID in its exact case, or \
                the catalog's ID; or the catalog's ID only. The spelling that worked goes first from \
                then on.
                """,
            example: "routes: \(RoutePreference.catalogFirst.rawValue)"
        ),
        ConfigurationEntry(
            name: "fallbacks",
            kind: .apart(
                "a list of models, or a list for each model, where `default` is all others"
            ),
            standard: "none",
            purpose: """
                The models that are asked when one does not answer, in this order. A model is named \
                by its model ID, slug or Hugging Face ID; an empty list is none.
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
        ),
        ConfigurationEntry(
            name: "lifetimes",
            kind: .group(Availability.allCases.map(lifetime)),
            standard: "those below",
            purpose: """
                How long a verdict is believed. After that its badge has a `~`, and `muster check \
                --stale` asks again.
                """,
            example: """
                lifetimes:
                  verified: 12h
                  limited: 5m
                """
        ),
        ConfigurationEntry(
            name: "retention",
            kind: .group([
                retention("evidence", "evidence on which no verdict stands any more is kept"),
                retention("history", "past generations are kept, with prompt and answer"),
            ]),
            standard: "those below",
            purpose: """
                How long what was learnt is kept. What is older is forgotten when the interface \
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
            kind: .count(Settings.monitorBudgets),
            standard: "`\(Settings.defaultMonitorBudget)`",
            purpose:
                "How many endpoints lists the monitor (`m`) may ask for in an hour; they are free.",
            example: "monitor_budget: 120"
        ),
    ]

    private static func lifetime(_ availability: Availability) -> ConfigurationEntry {
        let standard = VerdictLifetimes()[availability]
        return ConfigurationEntry(
            name: availability.rawValue,
            kind: .time,
            standard: "`\(words(standard))`",
            purpose: "How long `\(availability.rawValue)` is believed.",
            example: "\(availability.rawValue): \(words(standard))"
        )
    }

    private static func retention(_ name: String, _ what: String) -> ConfigurationEntry {
        ConfigurationEntry(
            name: name,
            kind: .age,
            standard: "for ever",
            purpose: "How long \(what).",
            example: "\(name): 180d"
        )
    }

    /// A time as the file has it, in hours or minutes.
    private static func words(_ seconds: TimeInterval) -> String {
        let (hours, rest) = Int(seconds).quotientAndRemainder(dividingBy: 3600)
        return rest == 0 ? "\(hours)h" : "\(Int(seconds) / 60)m"
    }
}

extension Locations {
    /// Where files are when the environment says nothing, below the home directory `~`.
    static let usual = Locations(environment: [:], home: "~")
}
