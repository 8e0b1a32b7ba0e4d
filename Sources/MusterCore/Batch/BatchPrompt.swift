/// One prompt of a batch, whose text may stay in its file until it is sent.
package struct BatchPrompt: Sendable, Identifiable {
    /// Where the text is.
    enum Place: Sendable, Hashable {
        indirect case here(PromptContent)
        /// A record of the file, in bytes.
        case file(offset: Int64, length: Int)
    }

    /// Shared, because a batch has each prompt once for every model.
    private final class Storage: Sendable {
        let id: PromptID
        let digest: PromptDigest
        let tokens: TokenEstimate
        let maxTokens: Int?
        let hasMediaInside: Bool
        let place: Place

        init(_ id: PromptID, _ content: PromptContent, _ place: Place) {
            self.id = id
            digest = content.digest
            tokens = content.tokens
            maxTokens = content.maxTokens
            hasMediaInside = content.hasMediaInside
            self.place = place
        }
    }

    private let storage: Storage

    init(id: PromptID, _ content: PromptContent, at place: Place) {
        storage = Storage(id, content, place)
    }

    package init(id: PromptID, prompt: String, system: String? = nil) {
        let content = PromptContent(prompt: prompt, system: system)
        self.init(id: id, content, at: .here(content))
    }

    /// The user's name for the prompt, which identifies its results.
    package var id: PromptID { storage.id }
    package var digest: PromptDigest { storage.digest }
    /// Estimated tokens of all that is sent.
    package var tokens: TokenEstimate { storage.tokens }
    /// Its own limit of the answer in tokens; `nil` for the batch's.
    package var maxTokens: Int? { storage.maxTokens }
    var place: Place { storage.place }
    /// Whether it brings an image or a file along, rather than the address of one.
    var hasMediaInside: Bool { storage.hasMediaInside }
}

extension BatchPrompt: Hashable {
    package static func == (one: BatchPrompt, other: BatchPrompt) -> Bool {
        one.storage === other.storage || (one.id == other.id && one.digest == other.digest)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
