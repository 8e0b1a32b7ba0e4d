import Hummingbird

extension HTTPFields {
    /// Sets a field by a name that is only known as text.
    ///
    /// A name that HTTP does not allow is left out.
    mutating func set(_ name: String, to value: String) {
        // `HTTPField` itself is not among what Hummingbird exports.
        if let name = Element.Name(name) { self[name] = value }
    }
}
