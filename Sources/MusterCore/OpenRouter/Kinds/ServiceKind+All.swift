extension ServiceKind {
    /// Every kind; a new one is a file beside this one, and a name here.
    package static let all: [ServiceKind] = [.openRouter, .huggingFace, .vercel, .openAI]

    /// - Returns: `nil` for a name that no kind has.
    package init?(name: String) {
        guard let kind = Self.all.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// Whether a host needs no `kind` in the configuration.
    func knows(_ url: ServiceURL) -> Bool {
        hosts.contains { url.place == $0 || url.place.hasSuffix(".\($0)") }
    }

    /// The kind of a known host; of another one, OpenRouter's where the path is OpenRouter's.
    package init(of url: ServiceURL) {
        let known = Self.all.first { $0.knows(url) }
        self = known ?? (url.string.hasSuffix("/api/v1") ? .openRouter : .openAI)
    }
}
