import MusterCore

extension Session {
    /// Reads a filter from the words of a command.
    ///
    /// A command must not run over the whole catalog because of a slip, so one that cannot be read
    /// is an error.
    func filter(_ words: [String], _ store: Store) async throws -> ModelFilter {
        let filter = ModelFilter(words.joined(separator: " "))
        if let complaint = filter.complaints.first {
            throw CommandFailure("The filter \(complaint.sentence)", .usage)
        }
        return filter
    }
}
