import MusterCore

extension AppState {
    /// Begins to write a line about the model under the cursor.
    mutating func openInput(_ purpose: InputState.Purpose) {
        guard let model = catalog.selected else {
            say("There is no model under the cursor", .news)
            return
        }
        overlay = .input(InputState(purpose, model: model))
    }

    /// Gives a key to the line.
    mutating func pressInInput(_ key: KeyPress, _ input: InputState) -> [AppEffect] {
        var input = input
        switch key {
        case .escape, .control("c"):
            overlay = nil
        case .enter:
            return apply(input)
        default:
            if input.field.apply(key) { overlay = .input(input) }
        }
        return []
    }

    private mutating func apply(_ input: InputState) -> [AppEffect] {
        let text = input.field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let model = input.model else { return applyFilterName(input.purpose, text) }
        switch input.purpose {
        case .filterName, .forgottenFilter:
            return applyFilterName(input.purpose, text)
        case .disabledReason:
            overlay = nil
            remember(
                .disabled(model.id, wasDisabled: model.isDisabled, reason: model.disabledReason)
            )
            say("\(model.id.rawValue) is disabled; \(keyName(.undo)) undoes it")
            return setDisabled(model.id, true, reason: text.isEmpty ? nil : text)
        case .huggingFaceID:
            let huggingFaceID = HuggingFaceID(validating: text)
            guard text.isEmpty || huggingFaceID != nil else {
                say("A Hugging Face ID has the form author/name", .warning)
                return []
            }
            overlay = nil
            remember(
                .identified(
                    model.id,
                    huggingFaceID: model.huggingFaceID,
                    source: model.huggingFaceIDSource
                )
            )
            say(
                huggingFaceID == nil
                    ? "\(model.id.rawValue) has no Hugging Face ID any more; \(keyName(.undo)) undoes it"
                    : "\(model.id.rawValue) is \(text) on Hugging Face; \(keyName(.undo)) undoes it"
            )
            return identify(model.id, huggingFaceID, huggingFaceID == nil ? nil : .manual)
        }
    }

    /// Sets a Hugging Face ID here and in the database.
    mutating func identify(
        _ id: ModelID,
        _ huggingFaceID: HuggingFaceID?,
        _ source: HuggingFaceIDSource?
    ) -> [AppEffect] {
        catalog.change(id) { model in
            model.huggingFaceID = huggingFaceID
            model.huggingFaceIDSource = source
        }
        return [.setHuggingFaceID(id, huggingFaceID, source), .loadDetails(id)]
    }
}
