package import MusterCore

/// A one-line entry for a model, or for the filter.
package struct LineInputRoom: Room {
    package enum Purpose: Sendable, Equatable {
        case disabledReason
        /// A Hugging Face ID set by hand; an empty line removes one.
        case huggingFaceID
        case filterName
        /// The name of the saved filter to delete.
        case forgottenFilter
    }

    package let purpose: Purpose
    /// The model, if the line concerns one.
    package let modelID: ModelID?
    package private(set) var field: TextField

    /// Starts with the current value.
    package init(_ purpose: Purpose, _ model: Model? = nil) {
        self.purpose = purpose
        modelID = model?.id
        field =
            switch purpose {
            case .disabledReason: TextField(model?.disabledReason ?? "")
            case .huggingFaceID: TextField(model?.huggingFaceID?.rawValue ?? "")
            case .filterName, .forgottenFilter: TextField()
            }
    }

    package mutating func take(_ input: Input, _ world: World) -> Outcome {
        switch input {
        case .key(let key) where world.isWayOut(key): return [.pop]
        case .key(.enter): return finish(world)
        case .key(let key): return field.apply(key) ? [] : [.pass]
        case .paste(let text): field.insert(text, onOneLine: true)
        case .scroll: break
        default: return [.pass]
        }
        return []
    }

    private func finish(_ world: World) -> Outcome {
        let text = field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch purpose {
        case .filterName: return save(text, world)
        case .forgottenFilter: return forget(text, world)
        case .disabledReason:
            guard let modelID else { return [.pop] }
            return [.pop, .change(.disable(modelID, true, reason: text.isEmpty ? nil : text))]
        case .huggingFaceID:
            let huggingFaceID = HuggingFaceID(validating: text)
            guard text.isEmpty || huggingFaceID != nil else {
                return [.say("A Hugging Face ID has the form author/name", .warning)]
            }
            guard let modelID else { return [.pop] }
            return [.pop, .change(.identify(modelID, huggingFaceID))]
        }
    }

    private static func name(_ text: String) -> String {
        String(text.drop { $0 == "@" }).lowercased()
    }

    private func save(_ text: String, _ world: World) -> Outcome {
        let name = Self.name(text)
        let source = world.catalog.filter.source.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let saved = world.catalog.savedFilters
        if let problem = SavedFilters.problem(saving: source, as: name, beside: saved) {
            return [.say("\(problem)", .warning)]
        }
        return [
            .pop, .say("Saved: @\(name) stands for \(source)"),
            .effect(.saveFilter(name: name, source: source)),
        ]
    }

    private func forget(_ text: String, _ world: World) -> Outcome {
        let name = Self.name(text)
        guard world.catalog.savedFilters[name] != nil else {
            let known = world.catalog.savedFilters.keys.sorted().map { "@\($0)" }
            return [.say("There is no @\(name). Saved: \(known.joined(separator: " "))", .warning)]
        }
        return [
            .pop, .say("@\(name) is forgotten"), .effect(.saveFilter(name: name, source: nil)),
        ]
    }

    package func hints(_ world: World) -> [Hint] {
        let what: SanitizedText =
            switch purpose {
            case .disabledReason: "disable"
            case .huggingFaceID: "set it"
            case .filterName: "save it"
            case .forgottenFilter: "forget it"
            }
        return [("Enter", what), ("Ctrl-U", "clear"), (world.wayOut, "leave")]
    }

    package func draw(_ world: World, in body: Rect, on grid: inout CellGrid) {
        let what: SanitizedText =
            switch purpose {
            case .disabledReason: "Why disable"
            case .huggingFaceID: "Hugging Face ID of"
            case .filterName: "Save the filter as @"
            case .forgottenFilter: "Forget the filter @"
            }
        let after: SanitizedText = purpose == .disabledReason ? " (optional)" : ""
        let model = Truncation.modelID(
            modelID?.rawValue ?? "",
            cells: max(body.columns - CellWidth.of(what.string + after.string) - 7, 1),
            isASCII: world.context.isASCII
        )
        let box = Box.drawAtBottom(
            title: "\(what) \(model)\(after)",
            rows: 1,
            in: body,
            world,
            on: &grid
        )
        let inside = box.inside
        guard !inside.isEmpty else { return }
        FieldView.draw(
            field,
            row: inside.row,
            column: inside.column + 1,
            in: inside,
            world,
            on: &grid
        )
    }
}

extension Action {
    static let saveFilter = Action("save-filter", "save the filter under a name, for @name", "F") {
        world in
        guard !world.catalog.filter.source.isEmpty else {
            return [.say("There is no filter to save; \(world.keyName(.filter)) writes one")]
        }
        return [.push(LineInputRoom(.filterName))]
    }

    static let forgetFilter = Action("forget-filter", "forget a saved filter", .alt("f")) { world in
        guard !world.catalog.savedFilters.isEmpty else {
            return [.say("No filter is saved; \(world.keyName(.saveFilter)) saves one")]
        }
        return [.push(LineInputRoom(.forgottenFilter))]
    }

    static let disableWithReason = Action(
        "disable-with-reason",
        "disable the model, saying why",
        "D",
        unless: needsModel
    ) { onSelected($0) { [.push(LineInputRoom(.disabledReason, $0))] } }

    static let identify = Action(
        "identify",
        "set the Hugging Face ID by hand",
        "i",
        unless: needsModel
    ) { onSelected($0) { [.push(LineInputRoom(.huggingFaceID, $0))] } }
}
