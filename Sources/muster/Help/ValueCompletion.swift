import ArgumentParser
import Foundation
import MusterCore
import MusterUI

/// Shell completions for argument values, from the database and the folders.
///
/// It never creates a database, and offers nothing on an error: pressing Tab must not print one.
enum ValueCompletion {
    static let models = CompletionKind.custom { words, index, _ in
        guard let store = await store(CompletionLine(words, index)) else { return [] }
        return offered((try? await store.modelIDs().map(\.rawValue)) ?? [])
    }

    /// Completions for the part of a filter before the cursor.
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

    static let themes = CompletionKind.custom { _, _, _ -> [String] in
        let locations = Locations(
            environment: ProcessInfo.processInfo.environment,
            home: NSHomeDirectory()
        )
        return ThemeLibrary(folder: locations.themes).entries().map(\.name)
    }

    static let services = CompletionKind.custom { words, index, _ -> [String] in
        let settings = try? Settings.load(
            CompletionLine(words, index).overrides,
            environment: ProcessInfo.processInfo.environment
        )
        return settings?.services.map(\.name) ?? []
    }

    static let slate = CompletionKind.file(extensions: ["yaml", "yml"])

    /// The words in the shell's form: zsh takes the text after a colon for an explanation.
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
        return try? Store.open(
            path: settings.databasePath,
            service: settings.baseURL,
            now: TimeSource.system.now()
        )
    }
}

/// A command line to complete, as the shell passes it.
private struct CompletionLine {
    /// The database, the service and the configuration in the command line.
    let overrides: SettingsOverrides
    /// The word to complete, without its quotes.
    let word: String

    /// Parses the line; `index` is the place in `words` of the word to complete.
    init(_ words: [String], _ index: Int) {
        word = words.indices.contains(index) ? words[index].filter { !"\\\"'".contains($0) } : ""
        overrides = SettingsOverrides(
            database: Self.value(of: "--database", in: words),
            baseURL: Self.value(of: "--base-url", in: words),
            service: Self.value(of: "--service", in: words),
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
