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
