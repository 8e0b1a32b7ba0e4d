package import MusterCore

/// What Tab offers while a filter is written, and which of it is chosen.
package struct CompletionState: Sendable, Equatable {
    /// What is offered.
    package let completion: FilterCompletion
    /// The one that stands in the filter now; `nil` while the user types.
    package private(set) var chosen: Int?
    /// The characters of the filter that stand for it now.
    private var range: Range<Int>

    /// Offers something.
    init(_ completion: FilterCompletion) {
        self.completion = completion
        range = completion.range
    }

    /// Puts the next candidate, or the one before it, into the field; at first what all share.
    ///
    /// - Parameters:
    ///   - step: 1 for the next, -1 for the one before.
    ///   - field: the filter's.
    /// - Returns: whether only the beginning that all share was added, so that typing goes on.
    mutating func advance(by step: Int, in field: inout TextField) -> Bool {
        let candidates = completion.candidates
        if chosen == nil {
            let common = completion.commonPrefix
            if candidates.count == 1 || common.count > range.count {
                put(common, in: &field)
                return true
            }
        }
        let next = chosen.map { $0 + step } ?? (step > 0 ? 0 : candidates.count - 1)
        let index = (next + candidates.count) % candidates.count
        put(candidates[index].text, in: &field)
        chosen = index
        return false
    }

    private mutating func put(_ text: String, in field: inout TextField) {
        var characters = field.characters
        let range = self.range.clamped(to: 0..<characters.count)
        characters.replaceSubrange(range, with: Array(text))
        let end = range.lowerBound + text.count
        field.replace(with: String(characters), cursor: end)
        self.range = range.lowerBound..<end
    }
}
