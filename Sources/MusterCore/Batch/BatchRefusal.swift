/// Why a batch was not begun, in a sentence.
package struct BatchRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sentence.
    package let description: String

    /// Creates a refusal.
    package init(_ description: String) { self.description = description }
}
