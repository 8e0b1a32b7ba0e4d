/// How often each duration occurred, in milliseconds.
///
/// Of a million answers, most have a duration that others have too, so that exact percentiles cost a
/// screen less than if it sorted them all.
struct DurationTally: Sendable, Hashable {
    private static let newestLimit = 20

    private var occurrences: [Int: Int] = [:]
    private var count = 0
    /// The newest 20, in the order in which they were added.
    private(set) var newest: [Int] = []

    mutating func add(_ milliseconds: Int) {
        occurrences[milliseconds, default: 0] += 1
        count += 1
        if newest.count == Self.newestLimit { newest.removeFirst() }
        newest.append(milliseconds)
    }

    /// The upper median; `nil` without durations.
    var median: Int? { value(at: count / 2) }

    /// The least that at least 95 of 100 do not exceed; `nil` without durations.
    var percentile95: Int? { value(at: (count * 95 - 1) / 100) }

    /// The value at an index of all in ascending order.
    private func value(at index: Int) -> Int? {
        var passed = 0
        for (milliseconds, occurrences) in occurrences.sorted(by: { $0.key < $1.key }) {
            passed += occurrences
            if passed > index { return milliseconds }
        }
        return nil
    }
}
