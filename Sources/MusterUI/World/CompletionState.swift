package import MusterCore

/// The completions that Tab offers for a filter, and the chosen one.
package struct CompletionState: Sendable, Equatable {
    package let completion: FilterCompletion
    /// The candidate in the filter now; `nil` while the user types.
    package private(set) var chosen: Int?
    /// The candidate's characters in the filter.
    private var range: Range<Int>

    init(_ completion: FilterCompletion) {
        self.completion = completion
        range = completion.range
    }

    /// Puts the next candidate (step 1) or the previous one (-1) into the field; the first call
    /// inserts their common prefix.
    ///
    /// Returns whether it added only the prefix, so that typing goes on.
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
