import MusterCore

extension ModelFilter {
    /// Reads a filter for a command, which must not run over more than was meant.
    ///
    /// - Throws: `CommandFailure` with code 64, saying which word cannot be read.
    static func checked(_ text: String) throws -> ModelFilter {
        let filter = ModelFilter(text)
        if let complaint = filter.complaints.first {
            throw CommandFailure("The filter \(complaint.word): \(complaint.reason).", .usage)
        }
        return filter
    }
}
