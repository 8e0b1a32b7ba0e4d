/// An estimate of a prompt's tokens by its bytes, since every model has its own tokenizer.
package struct TokenEstimate: Sendable, Hashable {
    /// Tokens around a prompt: roles, separators, a chat template.
    private static let frame = 64

    /// English averages four bytes per token.
    package let likely: Int
    /// No token is shorter than a byte.
    package let most: Int

    package init(prompt: String, system: String? = nil) {
        self.init(bytes: prompt.utf8.count + (system?.utf8.count ?? 0))
    }

    /// Estimates a text of that many bytes, and the most tokens of each image and file.
    package init(bytes: Int, media: [Int] = []) {
        likely = bytes / 4 + 8 + media.count * 2000
        most = bytes + Self.frame + media.reduce(0, +)
    }
}
