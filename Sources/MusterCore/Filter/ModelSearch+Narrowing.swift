extension ModelSearch {
    /// Keeps the places that pass one more term, and adds its score.
    func narrow(
        _ finding: inout Finding,
        _ term: FilterTerm,
        _ models: UnsafeBufferPointer<Model>,
        _ moment: FilterMoment
    ) {
        switch term.condition {
        case .text(let patterns):
            if term.isNegated {
                keep(&finding) { place in
                    patterns.contains { score($0, at: place) >= 0 } ? -1 : 0
                }
            } else if patterns.count == 1, let pattern = patterns.first {
                narrow(&finding, pattern)
            } else {
                keep(&finding) { place in patterns.lazy.map { score($0, at: place) }.max() ?? 0 }
            }
        case .saved(_, let terms):
            var passing = finding
            for term in terms { narrow(&passing, term, models, moment) }
            if term.isNegated {
                let left = Set(passing.places)
                keep(&finding) { left.contains(Int32($0)) ? -1 : 0 }
            } else {
                finding = passing
            }
        default:
            keep(&finding) { place in
                term.condition.holds(for: models, place, moment) != term.isNegated ? 0 : -1
            }
        }
    }

    /// The most common case, which resolves the buffers only once.
    private func narrow(_ finding: inout Finding, _ pattern: TextPattern) {
        index.letters.withUnsafeBufferPointer { letters in
            index.marks.withUnsafeBufferPointer { marks in
                index.texts.withUnsafeBufferPointer { texts in
                    pattern.places.withUnsafeBufferPointer { places in
                        keep(&finding) { place in
                            Self.score(pattern, places, at: place, letters, marks, texts)
                        }
                    }
                }
            }
        }
    }

    /// Drops the places with a `score` of -1.
    @inline(__always)
    private func keep(_ finding: inout Finding, _ score: (Int) -> Int32) {
        let count = finding.places.count
        let hasScores = !finding.scores.isEmpty
        var kept = 0
        finding.places.withUnsafeMutableBufferPointer { places in
            finding.scores.withUnsafeMutableBufferPointer { scores in
                for index in 0..<count {
                    let place = places[index]
                    let worth = score(Int(place))
                    guard worth >= 0 else { continue }
                    places[kept] = place
                    if hasScores { scores[kept] = scores[index] + worth }
                    kept += 1
                }
            }
        }
        finding.places.removeLast(count - kept)
        if hasScores { finding.scores.removeLast(count - kept) }
    }

    private func score(_ pattern: TextPattern, at place: Int) -> Int32 {
        index.letters.withUnsafeBufferPointer { letters in
            index.marks.withUnsafeBufferPointer { marks in
                index.texts.withUnsafeBufferPointer { texts in
                    pattern.places.withUnsafeBufferPointer { places in
                        Self.score(pattern, places, at: place, letters, marks, texts)
                    }
                }
            }
        }
    }

    /// The best score of a word among the texts of a model; -1 if none matches.
    @inline(__always)
    private static func score(
        _ pattern: TextPattern,
        _ places: UnsafeBufferPointer<UInt64>,
        at place: Int,
        _ letters: UnsafeBufferPointer<UInt8>,
        _ marks: UnsafeBufferPointer<UInt8>,
        _ texts: UnsafeBufferPointer<ModelIndex.Text>
    ) -> Int32 {
        var best: Int32 = -1
        let first = place * ModelIndex.textsPerModel
        for number in first..<first + ModelIndex.textsPerModel {
            let text = texts[number]
            guard text.set.hasLetters(of: pattern.set) else { continue }
            let apart =
                pattern.isFuzzy && pattern.letters.count > 1
                && text.set.canBegin(with: pattern.letters[0])
            guard apart || text.set.hasPairs(of: pattern.set) else { continue }
            let range = Int(text.start)..<Int(text.start + text.count)
            let (slice, sliceMarks) = (
                UnsafeBufferPointer(rebasing: letters[range]),
                UnsafeBufferPointer(rebasing: marks[range])
            )
            switch FuzzyScan.find(
                pattern,
                places: places,
                apart: apart,
                in: slice,
                marks: sliceMarks
            )
            {
            case .nothing:
                break
            case .together(let bonus):
                best = max(
                    best,
                    Int32(LetterMatch.scoreOfRun(count: pattern.letters.count, bonus: bonus))
                )
            case .apart:
                let match = LetterAlignment.best(pattern.letters, slice, sliceMarks)
                best = max(best, Int32(match?.score ?? 0))
            }
        }
        return best
    }
}

extension ModelSearch {
    /// Sorts places by descending score, stable.
    ///
    /// It counts rather than compares: one letter may match a hundred thousand models.
    static func bestFirst(_ places: [Int32], _ scores: [Int32]) -> [Int32] {
        guard scores.count == places.count, let least = scores.min(), let most = scores.max(),
            least != most
        else { return places }
        guard most - least < 65_536 else {
            return zip(places, scores).sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
        }
        var ends = [Int](repeating: 0, count: Int(most - least) + 2)
        for score in scores { ends[Int(most - score) + 1] += 1 }
        for index in 1..<ends.count { ends[index] += ends[index - 1] }
        return [Int32](unsafeUninitializedCapacity: places.count) { sorted, count in
            for (place, score) in zip(places, scores) {
                sorted[ends[Int(most - score)]] = place
                ends[Int(most - score)] += 1
            }
            count = places.count
        }
    }
}
