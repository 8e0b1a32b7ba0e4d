/// An estimate of a prompt's tokens by its bytes, since every model has its own tokenizer.
package struct TokenEstimate: Sendable, Hashable {
    /// Tokens around a prompt: roles, separators, a chat template.
    private static let frame = 64

    /// English averages four bytes per token.
    package let likely: Int
    /// No token is shorter than a byte.
    package let most: Int

    /// The most tokens of an image or a file, which no bytes tell: a page of a document, or a
    /// picture in the greatest detail that the API takes.
    private static let medium = 20_000

    package init(prompt: String, system: String? = nil) {
        self.init(bytes: prompt.utf8.count + (system?.utf8.count ?? 0))
    }

    /// Estimates a text of that many bytes, and a number of images and files.
    package init(bytes: Int, media: Int = 0) {
        likely = bytes / 4 + 8 + media * Self.medium / 10
        most = bytes + Self.frame + media * Self.medium
    }
}
