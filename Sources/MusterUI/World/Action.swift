import Foundation
import MusterCore

/// A command that a key can call, with its keys, its condition and its effect.
///
/// Help, palette, footer, key map and `docs/KEYS.md` derive from these values; ``allCases`` has
/// them all.
package struct Action: Sendable {
    /// The name in the configuration and the documents, such as `show-details`.
    package let name: String
    /// What it does; `{name}` stands for the key of the action of that name.
    private let template: String
    /// The keys that ask for it unless the configuration names others, the one to show first.
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
        template = title
        self.keys = keys
        self.hint = hint
        self.objection = objection
        self.perform = perform
    }

    package init?(name: String) {
        guard let action = Action.allCases.first(where: { $0.name == name }) else { return nil }
        self = action
    }

    /// What it does, as the help says it with the keys of a map.
    package func title(_ map: KeyMap = .standard) -> String {
        guard let open = template.firstIndex(of: "{"), let end = template.firstIndex(of: "}"),
            let named = Action(name: String(template[template.index(after: open)..<end]))
        else { return template }
        return template.replacingCharacters(in: open...end, with: map.name(of: named))
    }

    /// Whether one would be stuck without it.
    var isIndispensable: Bool {
        self == .quit || self == .cancel || self == .interrupt || self == .help
    }
}

extension Action: Hashable, CustomStringConvertible {
    package static func == (left: Action, right: Action) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
    package var description: String { name }
}
