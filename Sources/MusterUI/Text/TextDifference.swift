/// How one text becomes another: by lines, and by words within lines that changed.
package struct TextDifference: Sendable, Equatable {
    package enum Kind: Sendable {
        case common
        /// Only in the first text.
        case removed
        /// Only in the second text.
        case added
    }

    package struct Piece: Sendable, Equatable {
        package var kind: Kind
        package var text: String
    }

    /// Limits of what is compared; beyond them, a part counts as replaced.
    ///
    /// The memory of a comparison grows with the square of what differs.
    private static let linesMax = 1_000
    private static let wordsMax = 600

    /// The lines of both texts in order; adjacent pieces differ in kind.
    package private(set) var lines: [[Piece]] = []

    package init(from first: String, to second: String) {
        let old = Self.lines(of: first)
        let new = Self.lines(of: second)
        var removed: [String] = []
        var added: [String] = []
        for (kind, line) in Self.merge(old, new, limit: Self.linesMax) {
            switch kind {
            case .removed: removed.append(line)
            case .added: added.append(line)
            case .common:
                flush(&removed, &added)
                lines.append([Piece(kind: .common, text: line)])
            }
        }
        flush(&removed, &added)
    }

    /// The share of the words that both texts have, from 0 to 1; 1 for two empty texts.
    package var likeness: Double {
        var counts: [Kind: Int] = [:]
        for piece in lines.joined() {
            counts[piece.kind, default: 0] += piece.text.split(whereSeparator: \.isWhitespace).count
        }
        let common = counts[.common] ?? 0
        let all = common * 2 + (counts[.removed] ?? 0) + (counts[.added] ?? 0)
        return all == 0 ? 1 : Double(common * 2) / Double(all)
    }

    private mutating func flush(_ removed: inout [String], _ added: inout [String]) {
        // As many lines on both sides are most likely versions of each other.
        let pairs =
            removed.count == added.count
            ? zip(removed, added).map { ([$0], [$1]) } : [(removed, added)]
        for (removed, added) in pairs { append(removed, added) }
        removed = []
        added = []
    }

    /// Appends lines that differ, word by word if at least a third of the words are common.
    private mutating func append(_ removed: [String], _ added: [String]) {
        let old = Self.words(of: removed)
        let new = Self.words(of: added)
        let pieces = Self.merge(old, new, limit: Self.wordsMax)
        let words = pieces.filter { $0.1 != "\n" }
        let common = words.count { $0.0 == .common }
        // Nobody can read two different sentences mixed.
        guard common * 2 >= max(words.count - common, 1) else {
            lines += removed.map { [Piece(kind: .removed, text: $0)] }
            lines += added.map { [Piece(kind: .added, text: $0)] }
            return
        }
        var line: [Piece] = []
        for (kind, word) in pieces {
            if word == "\n" {
                lines.append(line)
                line = []
            } else if line.last?.kind == kind {
                line[line.count - 1].text += word
            } else {
                line.append(Piece(kind: kind, text: word))
            }
        }
        if !line.isEmpty { lines.append(line) }
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Words with the spaces behind them, and line breaks.
    private static func words(of lines: [String]) -> [String] {
        var words: [String] = []
        for line in lines {
            var word = ""
            for character in line {
                if word.last?.isWhitespace == true, !character.isWhitespace {
                    words.append(word)
                    word = ""
                }
                word.append(character)
            }
            if !word.isEmpty { words.append(word) }
            words.append("\n")
        }
        return words
    }

    /// All elements of both lists in order, what was removed before what was added in its place.
    private static func merge(
        _ old: [String],
        _ new: [String],
        limit: Int
    ) -> [(Kind, String)] {
        guard old.count <= limit, new.count <= limit else {
            return old.map { (.removed, $0) } + new.map { (.added, $0) }
        }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var merged: [(Kind, String)] = []
        var place = 0
        for (offset, element) in old.enumerated() {
            if removed.contains(offset) {
                merged.append((.removed, element))
                continue
            }
            while added.contains(place) {
                merged.append((.added, new[place]))
                place += 1
            }
            merged.append((.common, element))
            place += 1
        }
        return merged + new[place...].map { (.added, $0) }
    }
}
