/// The forms of `hugging_face_id` in a row; three of them mean that there is none.
enum HubField: Sendable, Equatable {
    /// The key is missing, as until April 2025.
    case absent
    /// The value is null.
    case null
    /// The value is the empty string.
    case empty
    /// The value is a repository.
    case repository(String)

    /// The repository, if there is one.
    var repository: String? {
        guard case .repository(let name) = self else { return nil }
        return name
    }

    /// One of the three empty forms, by turns.
    static func missing(_ turn: Int) -> HubField {
        [HubField.null, .empty, .absent][turn % 3]
    }
}
