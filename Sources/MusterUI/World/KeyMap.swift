/// Which key asks for which action: the registry's own keys, or the user's.
package struct KeyMap: Sendable, Equatable {
    /// Why keys cannot be as the user wants them, in words.
    package struct Conflict: Error, Sendable, Equatable {
        /// The action whose entry is at fault.
        package let action: Action
        /// What is wrong with it.
        package let reason: String
    }

    private var keysByAction: [Action: [KeyPress]]
    private var actionsByKey: [KeyPress: Action]

    /// The keys of the registry.
    package static let standard = KeyMap(Action.allCases.map { ($0, $0.keys) })

    private init(_ pairs: [(Action, [KeyPress])]) {
        keysByAction = Dictionary(uniqueKeysWithValues: pairs)
        actionsByKey = [:]
        for (action, keys) in pairs {
            for key in keys { actionsByKey[key] = action }
        }
    }

    /// Replaces the keys of some actions; every conflict there is, is thrown at once.
    ///
    /// A key that another action has by itself is a conflict too: the user must say what that one
    /// gets instead, so that nothing becomes unreachable unnoticed.
    package static func replacing(
        _ replacements: [Action: [KeyPress]]
    ) -> (map: KeyMap, conflicts: [Conflict]) {
        let pairs = Action.allCases.map { ($0, replacements[$0] ?? $0.keys) }
        let map = KeyMap(pairs)
        var conflicts: [Conflict] = []
        var owners: [KeyPress: Action] = [:]
        // Those that keep their keys come first, so that the user's entry is the one at fault.
        for (action, keys) in pairs.filter({ replacements[$0.0] == nil })
            + pairs.filter({ replacements[$0.0] != nil })
        {
            for key in keys {
                if let owner = owners[key], owner != action {
                    let reason = "\(key) already asks for \(owner.name); give that another key"
                    conflicts.append(Conflict(action: action, reason: reason))
                } else {
                    owners[key] = action
                }
            }
            if keys.isEmpty, action.isIndispensable {
                let reason = "it needs a key, or there is no way out"
                conflicts.append(Conflict(action: action, reason: reason))
            }
        }
        return (map, conflicts)
    }

    /// The action that a key asks for.
    package func action(for key: KeyPress) -> Action? { actionsByKey[key] }

    /// The keys that ask for an action, the one to show first.
    package func keys(for action: Action) -> [KeyPress] { keysByAction[action] ?? [] }

    /// The keys that ask for an action, as help and palette show them: `j Down`.
    func list(of action: Action) -> String {
        keys(for: action).map { "\($0)" }.joined(separator: " ")
    }

    /// What messages call the way to an action: its first key, or without one its command.
    package func name(of action: Action) -> String {
        keys(for: action).first.map { "\($0)" } ?? ":\(action.name)"
    }
}
