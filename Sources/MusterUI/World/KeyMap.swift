/// The map from keys to actions: the standard keys, or the user's.
package struct KeyMap: Sendable, Equatable {
    /// The mistake in the user's keys, in words.
    package struct Conflict: Error, Sendable, Equatable {
        /// The action whose entry is at fault.
        package let action: Action
        package let reason: String
    }

    private var keysByAction: [Action: [KeyPress]]
    private var actionsByKey: [KeyPress: Action]

    package static let standard = KeyMap(Action.allCases.map { ($0, $0.keys) })

    private init(_ pairs: [(Action, [KeyPress])]) {
        keysByAction = Dictionary(uniqueKeysWithValues: pairs)
        actionsByKey = [:]
        for (action, keys) in pairs {
            for key in keys { actionsByKey[key] = action }
        }
    }

    /// Replaces the keys of some actions, and throws all conflicts at once.
    ///
    /// A key that already belongs to another action is a conflict too: the user must give that
    /// action another key, so that nothing becomes unreachable unnoticed.
    package static func replacing(
        _ replacements: [Action: [KeyPress]]
    ) -> (map: KeyMap, conflicts: [Conflict]) {
        let pairs = Action.allCases.map { ($0, replacements[$0] ?? $0.keys) }
        let map = KeyMap(pairs)
        var conflicts: [Conflict] = []
        var owners: [KeyPress: Action] = [:]
        // Actions that keep their keys come first, so that the user's entry is the one at fault.
        for (action, keys) in pairs.filter({ replacements[$0.0] == nil })
            + pairs.filter({ replacements[$0.0] != nil })
        {
            for key in keys {
                if let owner = owners[key], owner != action {
                    let reason = "\(key) already belongs to \(owner.name); give that another key"
                    conflicts.append(Conflict(action: action, reason: reason))
                } else {
                    owners[key] = action
                }
            }
            if keys.isEmpty, action.isIndispensable {
                let reason = "it needs a key; without one you are stuck"
                conflicts.append(Conflict(action: action, reason: reason))
            }
        }
        return (map, conflicts)
    }

    package func action(for key: KeyPress) -> Action? { actionsByKey[key] }

    /// The keys of an action, the one to show first.
    package func keys(for action: Action) -> [KeyPress] { keysByAction[action] ?? [] }

    /// The keys of an action as help and palette show them: `j Down`.
    func list(of action: Action) -> String {
        keys(for: action).map { "\($0)" }.joined(separator: " ")
    }

    /// The name of an action in messages: its first key, or its command if it has none.
    package func name(of action: Action) -> String {
        keys(for: action).first.map { "\($0)" } ?? ":\(action.name)"
    }
}
