package import Foundation

/// The models picked for a batch, with the evidence on which they were picked.
package struct Slate: Sendable {
    /// The version of the file's form that this program reads and writes.
    package static let version = 1

    /// When it was made.
    package var createdAt: Date?
    /// The service at which the evidence was gathered.
    package var baseURL: ServiceURL?
    /// The models, in the order of picking.
    package var entries: [SlateEntry]
    /// Keys that this version does not know, each as YAML; they are kept.
    var extras: [String] = []
    /// The text from which it was read.
    var source: String?

    /// Creates a slate.
    package init(createdAt: Date? = nil, baseURL: ServiceURL? = nil, entries: [SlateEntry]) {
        self.createdAt = createdAt
        self.baseURL = baseURL
        self.entries = entries
    }

    /// Reads a slate.
    ///
    /// - Throws: `SlateError.malformed` with the line and the reason.
    package init(yaml: String) throws(SlateError) {
        self = try SlateReader.read(yaml)
    }

    /// The slate as a file: byte for byte what was read, unless something has changed since.
    package var yaml: String {
        if let source, let same = try? Slate(yaml: source), same == self { return source }
        return SlateWriter.text(self)
    }
}

extension Slate: Equatable {
    /// Whether the same is said; how it is written does not matter.
    package static func == (left: Slate, right: Slate) -> Bool {
        left.createdAt == right.createdAt && left.baseURL == right.baseURL
            && left.entries == right.entries && left.extras == right.extras
    }
}

extension Slate {
    /// Lets the spellings that worked when the slate was made go first, where this database, perhaps
    /// another machine's, knows of none; they say nothing of another service.
    package func rememberRoutes(
        in store: Store,
        baseURL: ServiceURL,
        now: Date
    ) async throws(StoreError) {
        guard self.baseURL == baseURL else { return }
        for entry in entries {
            guard let route = entry.route,
                try await store.workingRoute(for: entry.modelID, baseURL: baseURL) == nil
            else { continue }
            try await store.rememberRoute(route, for: entry.modelID, baseURL: baseURL, now: now)
        }
    }

    /// The spelling that worked for a model at this service, when the slate was made.
    package func route(of model: ModelID, at baseURL: ServiceURL) -> Route? {
        guard self.baseURL == baseURL else { return nil }
        return entries.first { $0.modelID == model }?.route
    }
}
