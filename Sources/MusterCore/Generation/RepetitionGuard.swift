/// Notices a model that says the same again and again, as models caught in a loop do.
///
/// Lines of dashes, blank lines and runs of one digit are no loop: a piece without a letter or a
/// digit, and a single character, may come much oftener than a word.
struct RepetitionGuard: Sendable {
    private var piece = ""
    private var count = 0

    /// Takes the next piece; returns how often it has come in a row if that is more than allowed.
    mutating func take(_ next: String, policy: RetryPolicy) -> Int? {
        guard next == piece else {
            piece = next
            count = 1
            return nil
        }
        count += 1
        // Looked at late, because a piece is hardly ever the same as the last.
        guard let repeatLimit = policy.repeatLimit, count > repeatLimit, !piece.isEmpty else {
            return nil
        }
        guard Self.isTrivial(piece) else { return count }
        return count > (policy.trivialRepeatLimit ?? .max) ? count : nil
    }

    private static func isTrivial(_ piece: String) -> Bool {
        piece.count == 1 || !piece.contains { $0.isLetter || $0.isNumber }
    }
}
