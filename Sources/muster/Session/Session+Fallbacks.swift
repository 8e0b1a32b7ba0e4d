import MusterCore

extension Session {
    /// The models that the configuration has to be asked when this one does not answer.
    ///
    /// A name that is of no use there is no reason to do nothing: it is left out, with a note.
    func configuredFallbacks(of model: Model, in models: [Model]) -> [Model] {
        settings.fallbacks.names(for: model).compactMap { name in
            do {
                return try self.model(name, in: models)
            } catch {
                let words = (error as? CommandFailure)?.message ?? "\(error)"
                console.note("muster: a fallback in the configuration is left out: \(words)")
                return nil
            }
        }
    }
}
