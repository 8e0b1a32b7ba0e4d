/// The repositories of the Hugging Face Hub, which finds them whatever the case of the name.
struct HubDirectory: Sendable {
    /// The Hub's own spelling by lower-cased name.
    private var canonical: [String: String] = [:]
    /// The new name by lower-cased old one.
    private var renamed: [String: String] = [:]

    /// Knows these repositories; of two that differ in case only, the first.
    init(names: [String]) {
        for name in names where canonical[name.lowercased()] == nil {
            canonical[name.lowercased()] = name
        }
    }

    /// The Hub's spelling of a repository, or `nil` when it has none of that name.
    func canonicalName(_ name: String) -> String? { canonical[name.lowercased()] }

    /// The name that a repository has now, if it was renamed.
    func newName(_ name: String) -> String? { renamed[name.lowercased()] }

    /// Gives a repository a spelling that differs from the catalog's.
    mutating func respell(_ name: String) {
        canonical[name.lowercased()] = name
    }

    /// Gives a repository a new name; the old one leads there from now on.
    mutating func rename(_ old: String, to new: String) {
        canonical[old.lowercased()] = nil
        canonical[new.lowercased()] = new
        renamed[old.lowercased()] = new
    }

    /// Takes a repository away, as when it was made private.
    mutating func remove(_ name: String) {
        canonical[name.lowercased()] = nil
    }
}
