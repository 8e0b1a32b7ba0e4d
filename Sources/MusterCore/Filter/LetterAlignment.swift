/// Finds the best alignment of a word's letters with a text if they are not adjacent.
///
/// Uses dynamic programming over the places that `LetterMatch` allows, with the weights of fzf's
/// second algorithm (`FuzzyMatchV2` in its src/algo/algo.go).
enum LetterAlignment {
    /// The score of each matched letter.
    static let letter = 16
    /// The factor for the first letter's bonus.
    static let firstLetterFactor = 2
    /// The minimum bonus of a letter next to its predecessor.
    static let neighbor = 4
    /// The penalty for a gap, and for each of its letters after the first.
    private static let gap = (start: 3, letter: 1)

    /// Finds the best alignment; `nil` if there is none.
    ///
    /// It only returns the places of the word's letters if `tracing` is true.
    static func best(
        _ word: [UInt8],
        _ text: UnsafeBufferPointer<UInt8>,
        _ marks: UnsafeBufferPointer<UInt8>,
        tracing: Bool = false
    ) -> (score: Int, places: [Int])? {
        let columns = text.count
        guard columns > 0, !word.isEmpty else { return nil }
        return withUnsafeTemporaryAllocation(
            of: Int32.self,
            capacity: columns * (3 * word.count + 1)
        ) { memory in
            var grid = Grid(columns: columns, rows: word.count, memory: memory, marks: marks)
            for row in word.indices {
                for place in 0..<columns {
                    grid.scores[row * columns + place] = -1
                    guard text[place] == word[row] else { continue }
                    if row == 0 { grid.begin(at: place) } else { grid.goOn(row, at: place) }
                }
            }
            return grid.best(tracing: tracing)
        }
    }

    /// A matrix with the best score for each letter of the word at each letter of the text.
    private struct Grid {
        let columns: Int
        let rows: Int
        let marks: UnsafeBufferPointer<UInt8>
        let scores: UnsafeMutableBufferPointer<Int32>
        /// The bonus at the start of the run.
        let bonuses: UnsafeMutableBufferPointer<Int32>
        /// The place of the preceding letter in the text.
        let sources: UnsafeMutableBufferPointer<Int32>
        /// The number of words started up to each letter of the text.
        let words: UnsafeMutableBufferPointer<Int32>

        init(
            columns: Int,
            rows: Int,
            memory: UnsafeMutableBufferPointer<Int32>,
            marks: UnsafeBufferPointer<UInt8>
        ) {
            self.columns = columns
            self.rows = rows
            self.marks = marks
            let count = columns * rows
            scores = UnsafeMutableBufferPointer(rebasing: memory[..<count])
            bonuses = UnsafeMutableBufferPointer(rebasing: memory[count..<2 * count])
            sources = UnsafeMutableBufferPointer(rebasing: memory[(2 * count)..<3 * count])
            words = UnsafeMutableBufferPointer(rebasing: memory[(3 * count)...])
            var number: Int32 = 0
            for place in 0..<columns {
                if marks[place] & LetterMark.wordStart != 0 { number += 1 }
                words[place] = number
            }
        }

        mutating func begin(at place: Int) {
            guard marks[place] & LetterMark.boundary != 0 else { return }
            let bonus = Int32(marks[place] & LetterMark.bonus)
            scores[place] = Int32(letter) + Int32(firstLetterFactor) * bonus
            bonuses[place] = bonus
            sources[place] = -1
        }

        mutating func goOn(_ row: Int, at place: Int) {
            let bonus = Int32(marks[place] & LetterMark.bonus)
            let isBoundary = marks[place] & LetterMark.boundary != 0
            // A separator belongs to the word before it.
            let reach: Int32 = marks[place] & LetterMark.separator != 0 ? 2 : 3
            let (this, before) = (row * columns + place, (row - 1) * columns)
            var source = place
            while source > 0 {
                source -= 1
                let skipped = place - source - 1
                if skipped > 0 {
                    if isBoundary {
                        guard words[source] >= words[place] - reach else { break }
                    } else {
                        // Stay within a word; don't cross the start of the next.
                        guard skipped <= 2, marks[source + 1] & LetterMark.boundary == 0 else {
                            break
                        }
                    }
                }
                let reached = scores[before + source]
                guard reached >= 0 else { continue }
                var runBonus = bonus
                var score = reached + Int32(letter)
                if skipped == 0 {
                    let begun = bonuses[before + source]
                    runBonus = bonus >= 8 ? max(bonus, begun) : begun
                    score += max(bonus, runBonus, Int32(neighbor))
                } else {
                    score += bonus - Int32(gap.start + (skipped - 1) * gap.letter)
                }
                // A match scores at least zero, however wide its gaps.
                score = max(score, 0)
                guard score > scores[this] else { continue }
                scores[this] = score
                bonuses[this] = runBonus
                sources[this] = Int32(source)
            }
        }

        func best(tracing: Bool) -> (score: Int, places: [Int])? {
            let last = (rows - 1) * columns
            var end = 0
            for place in 1..<max(columns, 1) where scores[last + place] > scores[last + end] {
                end = place
            }
            guard scores[last + end] >= 0 else { return nil }
            let score = Int(scores[last + end])
            guard tracing else { return (score, []) }
            var places: [Int] = []
            var place = end
            for row in (0..<rows).reversed() {
                places.append(place)
                place = Int(sources[row * columns + place])
            }
            return (score, places.reversed())
        }
    }
}
