/// What a model may be able to do beyond a plain answer, and a deep check can find out.
package enum Capability: String, Sendable, CaseIterable {
    /// It calls a tool when it is told to.
    case tools
    /// It keeps to a JSON schema.
    case structured
}
