import MusterCore

extension Session {
    /// Reads a filter from the words of a command.
    ///
    /// `@name` stands for a filter that was saved in the interface. A command must not run over the whole catalog because of a slip, so one that cannot be read
    /// is an error.
    func filter(_ words: [String], _ store: Store) async throws -> ModelFilter {
        let source = words.joined(separator: " ")
        var saved: [String: String] = [:]
        if source.contains("@") {
            do throws(StoreError) {
                saved = try await store.savedFilters()
            } catch {
                throw CommandFailure(error)
            }
        }
        let filter = ModelFilter(source, saved: saved)
        if let complaint = filter.complaints.first {
            throw CommandFailure("The filter \(complaint.sentence)", .usage)
        }
        return filter
    }
}
