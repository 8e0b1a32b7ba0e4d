/// An estimate of a prompt's tokens by its bytes, since every model has its own tokenizer.
package struct TokenEstimate: Sendable, Hashable {
    /// Tokens around a prompt: roles, separators, a chat template.
    private static let frame = 64

    /// English averages four bytes per token.
    package let likely: Int
    /// No token is shorter than a byte.
    package let most: Int

    package init(prompt: String, system: String? = nil) {
        let bytes = prompt.utf8.count + (system?.utf8.count ?? 0)
        likely = bytes / 4 + 8
        most = bytes + Self.frame
    }
}
