/// The forms in which a provider's own words have been seen as `error.metadata.raw`.
package enum RawShape: Sendable, CaseIterable {
    /// Plain text.
    case text
    /// JSON inside a string.
    case jsonString
    /// An object, as leaked in January 2025.
    case object
    /// A server-sent event inside a string.
    case event
    /// The key is there, its value is null.
    case null
    /// No such key.
    case absent
}
