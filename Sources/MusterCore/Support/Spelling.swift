/// Suggests the known word a user probably meant.
package enum Spelling {
    /// Finds the known word most similar to `word`, which must be in lower case.
    ///
    /// It prefers the fewest edits, at most one in three letters; else it takes a word that starts
    /// with `word` or that `word` abbreviates, as `ctx` does `context`. Put the most common words
    /// first in `known`.
    package static func nearest(to word: String, in known: [String]) -> String? {
        let letters = Array(word.prefix(40))
        let limit = max(letters.count / 3, 1)
        let byDistance = known.map { ($0, distance(letters, Array($0))) }
        if letters.count > 1, let best = byDistance.min(by: { $0.1 < $1.1 }), best.1 <= limit {
            return best.0
        }
        return known.first { $0.count >= 3 && $0.first == word.first && isIn(Array($0), letters) }
            ?? (letters.count > 1 ? known.first { $0.hasPrefix(word) } : nil)
    }

    /// Counts the letters to insert, delete, change or swap with a neighbour.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var row = Array(0...right.count)
        for (line, letter) in left.enumerated() {
            var next = [line + 1]
            for (column, other) in right.enumerated() {
                var cost = min(
                    row[column + 1] + 1,
                    next[column] + 1,
                    row[column] + (letter == other ? 0 : 1)
                )
                if line > 0, column > 0, letter == right[column - 1], left[line - 1] == other {
                    cost = min(cost, before[column - 1] + 1)
                }
                next.append(cost)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }

    private static func isIn(_ short: [Character], _ long: [Character]) -> Bool {
        var rest = short[...]
        for letter in long where letter == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
