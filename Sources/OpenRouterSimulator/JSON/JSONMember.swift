/// One key of a JSON object with its value.
struct JSONMember: Sendable, Equatable {
    /// The name, unescaped.
    let key: String
    /// What it is set to.
    let value: JSONValue

    /// Makes a member.
    init(key: String, value: JSONValue) {
        self.key = key
        self.value = value
    }

    /// Makes a member without labels, for tables of members.
    init(_ key: String, _ value: JSONValue) {
        self.init(key: key, value: value)
    }
}
