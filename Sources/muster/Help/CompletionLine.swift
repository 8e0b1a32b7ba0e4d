import ArgumentParser

/// A command line in which a word is completed, as the shell hands it over.
struct CompletionLine {
    /// The options for all commands that stand on the line.
    let options: GlobalOptions
    /// The word that is completed, without its quotes.
    let word: String

    /// Reads the line.
    ///
    /// - Parameters:
    ///   - words: its words, verbatim.
    ///   - index: the place of the one that is completed.
    init(_ words: [String], _ index: Int) {
        word = words.indices.contains(index) ? words[index].filter { !"\\\"'".contains($0) } : ""
        var chosen: [String] = []
        for (index, word) in words.enumerated() {
            for name in ["--database", "--config"] {
                if word == name, words.indices.contains(index + 1) {
                    chosen += [name, words[index + 1]]
                } else if word.hasPrefix(name + "=") {
                    chosen.append(word)
                }
            }
        }
        options = (try? GlobalOptions.parse(chosen)) ?? GlobalOptions()
    }
}
