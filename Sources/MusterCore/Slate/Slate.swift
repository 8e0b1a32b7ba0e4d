package import Foundation

/// The models picked for a batch, with the evidence at that time.
package struct Slate: Sendable {
    /// The file format version that this program reads and writes.
    package static let version = 1

    package var createdAt: Date?
    /// The service that gave the evidence.
    package var baseURL: ServiceURL?
    /// Models in the order of picking.
    package var entries: [SlateEntry]
    /// Unknown keys, each as YAML, which the program preserves.
    var extras: [String] = []
    var source: String?

    package init(createdAt: Date? = nil, baseURL: ServiceURL? = nil, entries: [SlateEntry]) {
        self.createdAt = createdAt
        self.baseURL = baseURL
        self.entries = entries
    }

    /// The entries by service, in the order in which each first occurs.
    package var parts: [(service: String?, slate: Slate)] {
        var parts: [(service: String?, slate: Slate)] = []
        for entry in entries {
            if let index = parts.firstIndex(where: { $0.service == entry.service }) {
                parts[index].slate.entries.append(entry)
            } else {
                var part = self
                part.entries = [entry]
                parts.append((entry.service, part))
            }
        }
        return parts
    }

    /// The models of a service: those that name it, and those of none if the slate is from its address.
    ///
    /// A slate that names no service at all is of any.
    package func part(of service: String, at url: ServiceURL) -> Slate {
        guard entries.contains(where: { $0.service != nil }) else { return self }
        let isFromThere = baseURL.map { $0 == url } ?? true
        var part = self
        part.entries.removeAll { $0.service.map { $0 != service } ?? !isFromThere }
        return part
    }

    package init(yaml: String) throws(SlateError) {
        self = try SlateReader.read(yaml)
    }

    /// The file's content: byte for byte as read, unless something has changed since.
    package var yaml: String {
        if let source, let same = try? Slate(yaml: source), same == self { return source }
        return SlateWriter.text(self)
    }
}

extension Slate: Equatable {
    /// Ignores differences in formatting.
    package static func == (left: Slate, right: Slate) -> Bool {
        left.createdAt == right.createdAt && left.baseURL == right.baseURL
            && left.entries == right.entries && left.extras == right.extras
    }
}

extension Slate {
    /// The slate with the user's own keys of another one, where it has none.
    func keepingExtras(of other: Slate) -> Slate {
        let extras = Dictionary(
            other.entries.map { ($0.modelID, $0.extras) },
            uniquingKeysWith: { first, _ in first }
        )
        var slate = self
        if slate.extras.isEmpty { slate.extras = other.extras }
        for index in slate.entries.indices where slate.entries[index].extras.isEmpty {
            slate.entries[index].extras = extras[slate.entries[index].modelID] ?? []
        }
        return slate
    }

    /// Stores the slate's routes for models without a known route in this database.
    ///
    /// Routes of another service do not apply.
    package func rememberRoutes(in store: Store, now: Date) async throws(StoreError) {
        guard baseURL == store.service else { return }
        for entry in entries {
            guard let route = entry.route,
                try await store.workingRoute(for: entry.modelID) == nil
            else { continue }
            try await store.rememberRoute(route, for: entry.modelID, now: now)
        }
    }

    /// The working route recorded for a model, if the slate is for this service.
    package func route(of model: ModelID, at baseURL: ServiceURL) -> Route? {
        guard self.baseURL == baseURL else { return nil }
        return entries.first { $0.modelID == model }?.route
    }
}
