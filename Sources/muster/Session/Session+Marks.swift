import MusterCore

extension Session {
    /// Disables or enables all named models, or none if a name is wrong.
    func setDisabled(
        _ isDisabled: Bool,
        reason: String?,
        names: [String],
        isJSON: Bool
    ) async throws {
        let workspace = try openWorkspace()
        let all = try await models(workspace)
        let chosen = try names.map { try model($0, in: all) }
        do {
            try await workspace.store.setDisabled(isDisabled, reason: reason, ids: chosen.map(\.id))
        } catch {
            throw CommandFailure(error)
        }
        if isJSON {
            let ids = Set(chosen.map(\.id))
            let documents = try await models(workspace).filter { ids.contains($0.id) }
                .map(JSONObject.init)
            try console.print(json: documents, isIndented: true)
        } else {
            for model in chosen {
                try console.print("\(model.id) is \(isDisabled ? "disabled" : "enabled")")
            }
        }
    }
}
