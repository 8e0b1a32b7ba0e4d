/// A command line in which a word is completed, as the shell hands it over.
struct CompletionLine {
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
