import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// What the shell offers for the value of an argument: what the database and the folders hold.
///
/// A database that is not there is not created, and whatever fails offers nothing: who presses Tab
/// has asked for no error.
enum ValueCompletion {
    /// Model IDs.
    static let models = CompletionKind.custom { words, index, _ in
        guard let store = await store(CompletionLine(words, index)) else { return [] }
        return offered((try? await store.modelIDs().map(\.rawValue)) ?? [])
    }

    /// What the piece of a filter before the cursor can become.
    static let filters = CompletionKind.custom { words, index, _ in
        let line = CompletionLine(words, index)
        guard let store = await store(line) else { return [] }
        let saved = (try? await store.savedFilters().keys.sorted()) ?? []
        let text = Array(line.word)
        let completion = FilterCompletion(of: text, saved: saved) { vocabulary in
            (try? store.models(now: TimeSource.system.now())).map(vocabulary.words) ?? []
        }
        guard let completion else { return [] }
        let start = String(text[..<completion.range.lowerBound])
        return offered(completion.candidates.map { start + $0.text })
    }

    /// The names of themes.
    static let themes = CompletionKind.custom { _, _, _ -> [String] in
        let locations = Locations(
            environment: ProcessInfo.processInfo.environment,
            home: NSHomeDirectory()
        )
        return ThemeLibrary(folder: locations.themes).entries().map(\.name)
    }

    /// Slates.
    static let slate = CompletionKind.file(extensions: ["yaml", "yml"])

    /// The words as the shell wants them: for zsh, what follows a colon would be an explanation.
    private static func offered(_ words: [String]) -> [String] {
        guard CompletionShell.requesting == .zsh else { return words }
        return words.map { $0.replacing(":", with: "\\:") }
    }

    private static func store(_ line: CompletionLine) async -> Store? {
        let environment = ProcessInfo.processInfo.environment
        guard
            let settings = try? Settings.load(line.overrides, environment: environment),
            FileManager.default.fileExists(atPath: settings.databasePath)
        else { return nil }
        return try? Store.open(path: settings.databasePath, now: TimeSource.system.now())
    }
}

/// A command line in which a word is completed, as the shell hands it over.
private struct CompletionLine {
    /// The database and the configuration that it names.
    let overrides: SettingsOverrides
    /// The word that is completed, without its quotes.
    let word: String

    /// Reads the line.
    ///
    /// - Parameters:
    ///   - words: its words, verbatim.
    ///   - index: the place of the one that is completed.
    init(_ words: [String], _ index: Int) {
        word = words.indices.contains(index) ? words[index].filter { !"\\\"'".contains($0) } : ""
        overrides = SettingsOverrides(
            database: Self.value(of: "--database", in: words),
            config: Self.value(of: "--config", in: words)
        )
    }

    private static func value(of option: String, in words: [String]) -> String? {
        for (word, next) in zip(words, words.dropFirst()) where word == option { return next }
        return words.first { $0.hasPrefix(option + "=") }.map {
            String($0.dropFirst(option.count + 1))
        }
    }
}
