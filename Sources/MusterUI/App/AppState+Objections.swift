import MusterCore

extension AppState {
    /// Why an action can do nothing now, in a few words; `nil` when it can.
    func objection(to action: Action) -> SanitizedText? {
        switch action {
        case .showDetails, .why, .disable, .disableWithReason, .identify, .favorite, .mark,
            .markRange, .markShown, .copyModelID, .check, .checkShown:
            return catalog.selected == nil && focus != .generation ? "no model" : nil
        case .prompt:
            if catalog.selected?.isDisabled == true { return "the model is disabled" }
            return catalog.selected == nil ? "no model" : context.lacksKey ? "no key" : nil
        case .promptMarked:
            return catalog.marked.isEmpty ? "none is marked" : context.lacksKey ? "no key" : nil
        case .compare:
            return catalog.marked.count < 2 ? "mark two models" : nil
        case .copyHuggingFaceID:
            return catalog.selected?.huggingFaceID == nil ? "there is none" : nil
        case .undo:
            return undoStack.isEmpty ? "nothing to undo" : nil
        case .refresh, .backfill:
            return activity == nil ? nil : "one is running"
        case .cancel:
            let isIdle = activity == nil && check == nil && tabs.runningCount == 0
            return isIdle && !catalog.isFiltered ? "nothing runs" : nil
        case .zoom, .foldReasoning, .nextMatch, .previousMatch:
            return focus == .generation ? nil : "only in an answer"
        case .raisePane, .lowerPane:
            return AppLayout(self).generation == nil ? "no answer" : nil
        case .foldFacts, .foldRoutes, .foldEndpoints, .foldEvidence, .foldDescription, .foldLinks,
            .widenDetails, .narrowDetails:
            return AppLayout(self).details == nil ? "no details beside" : nil
        default:
            return nil
        }
    }
}
