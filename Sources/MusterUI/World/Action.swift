import MusterCore

/// A command that a key can call, with its keys, its condition and its effect.
///
/// Help, palette, footer, key map and `docs/KEYS.md` derive from these values; ``allCases`` has
/// them all.
package struct Action: Sendable {
    /// The name in the configuration and the documents, such as `show-details`.
    package let name: String
    /// The text in the help.
    package let title: String
    /// The default keys, the one to show first.
    package let keys: [KeyPress]
    /// The word in the footer; `nil` to show it in the help only.
    package let hint: String?
    /// The reason why it can do nothing now, in a few words; `nil` if it can.
    let objection: @Sendable (World) -> SanitizedText?
    /// The effect, unless the focused pane gives the action its own meaning.
    let perform: @Sendable (World) -> Outcome

    init(
        _ name: String,
        _ title: String,
        _ keys: KeyPress...,
        hint: String? = nil,
        unless objection: @escaping @Sendable (World) -> SanitizedText? = { _ in nil },
        does perform: @escaping @Sendable (World) -> Outcome
    ) {
        self.name = name
        self.title = title
        self.keys = keys
        self.hint = hint
        self.objection = objection
        self.perform = perform
    }

    package init?(name: String) {
        guard let action = Action.allCases.first(where: { $0.name == name }) else { return nil }
        self = action
    }

    /// Whether the user would be stuck without it.
    var isIndispensable: Bool {
        self == .quit || self == .cancel || self == .interrupt || self == .help
    }
}

extension Action: Hashable, CustomStringConvertible {
    package static func == (left: Action, right: Action) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
    package var description: String { name }
}
