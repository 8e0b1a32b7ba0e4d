import MusterCore

/// Instructions for setting a key, shown when one is missing.
package struct NoKeyRoom: Room {
    /// Below this width there is no room to explain each command.
    private static let wideColumns = 76

    /// The prompt to open once there is a key; without one, the room beneath goes on.
    private let next: PromptRoom?
    /// Whether the user has just had it look for the key again.
    private var isLooking = false

    package init(then next: PromptRoom? = nil) { self.next = next }

    /// What the user did when the key was missed.
    private var retry: Action { next == nil ? .showDetails : .prompt }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key) where world.action(for: key) == retry:
            isLooking = true
            return [.effect(.lookForKey)]
        case .key: return [.pop]
        // The user may have set a key since muster started.
        case .event(.keyLookedUp(_, isMissing: false)):
            return [.pop] + (next.map { [.push($0)] } ?? [])
        case .event(.keyLookedUp(_, isMissing: true)):
            defer { isLooking = false }
            return isLooking ? [.say("There is still no key", .warning)] : []
        case .scroll: return []
        default: return [.pass]
        }
    }

    package func hints(_ world: World) -> [Hint] {
        [(world.keyName(retry), "look again"), ("any other key", "closes")]
    }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let text = body.columns < Self.wideColumns ? narrow(world) : wide(world)
        Box.drawAtBottom(title: "No API key", text: text, in: body, world, on: &grid)
    }

    private func wide(_ world: World) -> [(SanitizedText, CellStyle.Role)] {
        let context = world.context
        var commands = [(context.keySetCommand, "keeps it in a file only you can read")]
        if let variable = context.keyVariable {
            commands.append(("export \(variable)=...", "and start muster again"))
        }
        let width = max(commands.map(\.0.count).max() ?? 0, 32) + 2
        let list = commands.map { command, effect -> (SanitizedText, CellStyle.Role) in
            let gap = String(repeating: " ", count: width - command.count)
            return ("  \(command)\(gap)\(effect)", .accent)
        }
        let lines: [(SanitizedText, CellStyle.Role)] = [
            (
                world.context.takesOpenRouterKey
                    ? "Asking a model needs an OpenRouter key: https://openrouter.ai/keys"
                    : "Asking a model of \(world.context.host) needs a key.",
                .text
            ),
            ("Then, in a shell:", .text),
        ]
        return lines + list + [
            (
                "After \(world.context.keySetCommand), press \(world.keyName(retry)) here again.",
                .text
            ),
            ("\(world.keyName(.check)) needs no key: it checks who serves a model.", .dim),
        ]
    }

    /// The narrow form, most important first: small screens cut the end.
    private func narrow(_ world: World) -> [(SanitizedText, CellStyle.Role)] {
        [
            ("Asking a model needs a key:", .text),
            (
                world.context.takesOpenRouterKey
                    ? "  https://openrouter.ai/keys" : "  of \(world.context.host)", .accent
            ),
            ("  \(world.context.keySetCommand)      (in a shell)", .accent),
            (world.context.keyVariable.map { "  export \($0)=..." } ?? "", .accent),
            ("After the first, press \(world.keyName(retry)) here again.", .text),
            ("\(world.keyName(.check)) needs none: it checks who serves a model.", .dim),
        ]
    }
}
