import Foundation
import Testing

/// A JSON object of an output, read as a program that uses muster would.
struct JSONObject {
    private let members: [String: Any]

    init(_ text: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        members = try #require(value as? [String: Any])
    }

    private init(members: [String: Any]) {
        self.members = members
    }

    /// The elements of an array.
    static func list(_ text: String) throws -> [JSONObject] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [[String: Any]]).map(JSONObject.init(members:))
    }

    /// The names of all members.
    var keys: Set<String> { Set(members.keys) }

    /// A member that is a string.
    func string(_ key: String) -> String? { members[key] as? String }

    /// A member that is a number.
    func number(_ key: String) -> Int? { members[key] as? Int }

    /// A member that is true or false.
    func flag(_ key: String) -> Bool? { members[key] as? Bool }

    /// Whether a member is there and null.
    func isNull(_ key: String) -> Bool { members[key] is NSNull }

    /// A member that is a list of objects.
    func list(_ key: String) -> [JSONObject] {
        (members[key] as? [[String: Any]] ?? []).map(JSONObject.init(members:))
    }
}
