import Benchmark
import MusterCore
import MusterUI

/// Loading, `update` and `view`, for a catalog of today and for one of many.
enum InterfaceBenchmarks {
    /// Adds these benchmarks.
    static func register() {
        for count in [337, Synthetic.many] {
            registerLoads(count)
            register(count, "a move down and up", [.character("j"), .character("k")])
            register(count, "a mark", [.character(" ")])
            register(count, "a favourite", [.character("f")])
            registerView(count, "a model") { $0 }
            registerView(count, "a dead model") { models in
                var models = models
                models[0].verdict = Verdict(
                    availability: .unavailable,
                    reason: "nobody has it",
                    checkedAt: Synthetic.noon,
                    isStale: false
                )
                return models
            }
        }
    }

    private static func registerLoads(_ count: Int) {
        Benchmark("load: \(count) models") { _, models in
            blackHole(Interface(models))
        } setup: {
            Synthetic.models(count)
        }
        Benchmark("load: \(count) models again") { (_, given: ([Model], Interface)) in
            given.1.load(given.0)
        } setup: {
            let models = Synthetic.models(count)
            return (models, Interface(models))
        }
    }

    private static func register(_ count: Int, _ what: String, _ keys: [KeyPress]) {
        Benchmark("update: \(what), \(count) models") { _, interface in
            for key in keys { interface.press(key) }
        } setup: {
            Interface(Synthetic.models(count))
        }
    }

    private static func registerView(
        _ count: Int,
        _ what: String,
        _ change: @escaping ([Model]) -> [Model]
    ) {
        Benchmark("view: \(what) under the cursor, \(count) models") { _, interface in
            blackHole(interface.draw())
        } setup: {
            Interface(change(Synthetic.models(count)))
        }
    }
}
