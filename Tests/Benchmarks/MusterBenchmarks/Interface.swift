import MusterCore
import MusterUI

/// The interface without a terminal; the one owner of its state, so that a change copies nothing.
final class Interface {
    /// What the screen shows.
    private(set) var state: AppState

    /// Creates a first screen with these models.
    init(_ models: [Model]) {
        state = AppState(
            context: AppContext(host: "openrouter.ai", keyLabel: "from environment"),
            size: Size(columns: 120, rows: 40),
            now: Synthetic.noon
        )
        load(models)
    }

    /// Takes models as they are read from the database.
    func load(_ models: [Model]) {
        _ = update(&state, .modelsLoaded(models, lastRefresh: Synthetic.noon))
    }

    /// Takes a key, without drawing.
    func press(_ key: KeyPress) { _ = update(&state, .keyPressed(key)) }

    /// Draws what there is.
    func draw() -> CellGrid { view(state) }
}
