import MusterCore

extension AppState {
    /// Keys and words for a step of the batch screen.
    func batchHints(_ screen: BatchScreen) -> [(SanitizedText, SanitizedText)] {
        switch screen.step {
        case .models where batchModels.isEmpty:
            return [(keyName(.quit), "close")]
        case .models:
            return [
                ("Enter", "prompts"), (keyName(.saveFilter), "save the slate"),
                (keyName(.check), "check all"), (keyName(.mark), "unmark"),
                (keyName(.undo), "undo"), (keyName(.quit), "close"),
            ]
        case .slate: return [("Enter", "save"), ("Esc", "back")]
        case .form: return [("Enter", "forecast"), ("Tab", "next line"), ("Esc", "back")]
        case .preparing: return [("Esc", "back")]
        case .proposal: return [("Enter", "begin"), ("j k", "scroll"), ("Esc", "back")]
        case .progress:
            guard let batch = batch, batch.isRunning else {
                return [
                    ("Enter", "another batch"), (keyName(.copyModelID), "copy the path"),
                    (keyName(.quit), "close"),
                ]
            }
            return [
                (keyName(.mark), batch.isPaused ? "go on" : "pause"),
                (keyName(.cancel), "end it"), (keyName(.quit), "close, it goes on"),
            ]
        }
    }
}
