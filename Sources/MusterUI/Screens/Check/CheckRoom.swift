package import MusterCore

/// The confirmation before completions, which may cost money.
package struct CheckRoom: Room {
    package let ids: [ModelID]
    package private(set) var plan: CheckPlan

    /// Checks models by their endpoints lists, which are free; if none of them is due, asks before
    /// checking by completions.
    static func begin(with models: [Model], _ world: World) -> Outcome {
        guard world.check == nil else {
            let cancel = world.keyName(.cancel)
            return [.say("A check is still running; \(cancel) cancels it", .warning)]
        }
        let enabled = models.filter { !$0.isDisabled }
        guard !enabled.isEmpty else {
            let enable = world.keyName(.disable)
            let words: SanitizedText =
                models.count == 1
                ? "\(models[0].id.rawValue) is disabled; \(enable) enables it"
                : "There is nothing to check"
            return [.say(words, .warning)]
        }
        let due = due(enabled)
        guard !due.isEmpty else {
            let room = CheckRoom(ids: enabled.map(\.id), plan: world.plan(enabled, .deep))
            let asksFreeTier = enabled.contains(where: \.isFree) && !world.context.lacksKey
            return [.push(room)] + (asksFreeTier ? [.effect(.loadFreeTier)] : [])
        }
        let news: Outcome =
            due.count < enabled.count ? [.say("Checking \(due.count); the others are valid")] : []
        return news + [.change(.check(world.plan(due, .shallow)))]
    }

    /// The models whose endpoints lists would say something new.
    static func due(_ models: [Model]) -> [Model] {
        models.filter {
            ($0.verdict.isDue || $0.verdict.availability == .unknown)
                && $0.verdict.cause != .noEndpointsLists
        }
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        let models = world.catalog.models(ids)
        switch input {
        case .event(.freeTierLoaded): plan = world.plan(models, .deep)
        case .scroll: break
        case .key(let key):
            // Its own letters come first, whatever they are mapped to.
            switch (key, world.action(for: key)) {
            case ("e", _): return [.pop, .change(.check(world.plan(models, .shallow)))]
            case ("n", _), (_, .cancel), (_, .interrupt), (_, .quit): return [.pop]
            case ("y", _), (_, .showDetails):
                guard !world.context.lacksKey, !plan.items.isEmpty else { return [] }
                return [.pop, .change(.check(plan))]
            default: return [.pass]
            }
        default: return [.pass]
        }
        return []
    }

    package func refusal(of key: KeyPress, _ world: World) -> SanitizedText? {
        "\(key.description) does nothing here; \(world.keyName(.cancel)) closes it"
    }

    package func hints(_ world: World) -> [Hint] {
        let canSend = !world.context.lacksKey && !plan.items.isEmpty
        let yes = world.context.keyMap.keys(for: .showDetails).first { !$0.isCharacter }
        let check: Hint = ("\((yes ?? "y").description)", "check")
        return (canSend ? [check] : []) + [("e", "free"), (world.keyName(.cancel), "leave")]
    }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let id = Truncation.modelID(
            ids.first?.rawValue ?? "",
            cells: max(body.columns - 20, 1),
            isASCII: world.context.isASCII
        )
        let what = ids.count == 1 ? id : world.countedWithHidden(ids).string
        Box.drawAtBottom(
            title: "Deep check of \(what)",
            text: text(world),
            in: body,
            world,
            on: &grid
        )
    }

    private func text(_ world: World) -> [(SanitizedText, CellStyle.Role)] {
        guard !world.context.lacksKey else {
            return [
                ("A completion needs an API key: \(world.context.keyHint)", .warning)
            ]
        }
        let lacksLists = plan.items.contains { $0.model.verdict.cause == .noEndpointsLists }
        let first: SanitizedText =
            plan.items.isEmpty
            ? "Nothing can be sent"
            : lacksLists
                ? "This service has no endpoints lists. Only a completion can show it:"
                : "The last result is still valid. Send a test prompt to be sure?"
        return [(first, .dim), ("\(plan.summary)", .text)]
    }
}

extension Action {
    static let check = Action(
        "check",
        "check the model or the marked; again: deeply",
        "c",
        hint: "check",
        unless: needsModel
    ) { CheckRoom.begin(with: $0.targets, $0) }
}
