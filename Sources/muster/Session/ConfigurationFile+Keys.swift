import MusterUI
import Yams

extension ConfigurationValue {
    /// The user's keys: a key or a list of keys for each action, which replaces its standard ones.
    ///
    /// One failure lists every mistake with its line, so that the user can fix all of them at once.
    func keyMap() throws -> KeyMap {
        guard let mapping = node.mapping else {
            throw wrong("a list of actions, each with its key, such as refresh: F5")
        }
        var replacements: [Action: [KeyPress]] = [:]
        var lines: [Action: Int] = [:]
        var problems: [String] = []
        for (key, value) in mapping {
            let name = key.string ?? "?"
            let line = key.mark?.line ?? 0
            guard let action = Action(name: name) else {
                problems.append("line \(line): there is no action \(name)")
                continue
            }
            let names = value.sequence.map { $0.compactMap(\.scalar?.string) }
            var keys: [KeyPress] = []
            for name in names ?? [value.scalar?.string ?? ""] {
                if let key = KeyPress(name: name) {
                    keys.append(key)
                } else {
                    problems.append(
                        "line \(line): \(name) is not a separate key; name keys as in the help"
                    )
                }
            }
            replacements[action] = keys
            lines[action] = line
        }
        let (map, conflicts) = KeyMap.replacing(replacements)
        problems += conflicts.map {
            "line \(lines[$0.action] ?? 0): \($0.action.name): \($0.reason)"
        }
        guard problems.isEmpty else {
            let list = problems.map { "  \($0)" }.joined(separator: "\n")
            throw CommandFailure(
                "The configuration \(path) has keys that cannot be used:\n\(list)",
                .badConfiguration
            )
        }
        return map
    }
}
