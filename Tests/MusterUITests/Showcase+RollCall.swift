import Foundation
import MusterTestSupport

@testable import MusterCore
@testable import MusterUI

extension Showcase {
    private static let authors: [(name: String, count: Int)] = [
        ("ai21", 2), ("allenai", 4), ("amazon", 6), ("anthropic", 13), ("baidu", 5), ("cohere", 6),
        ("deepseek", 11), ("google", 19), ("ibm-granite", 3), ("inception", 2), ("liquid", 3),
        ("meta-llama", 15), ("microsoft", 7), ("minimax", 4), ("mistralai", 18), ("moonshotai", 5),
        ("nousresearch", 5), ("nvidia", 8), ("openai", 31), ("perplexity", 5), ("qwen", 27),
        ("tencent", 2), ("x-ai", 8), ("z-ai", 7),
    ]

    /// A roll-call two thirds through: most answer, some are down, and two are no longer served.
    static var rollCall: AppState {
        let models = authors.flatMap { author, count in
            (0..<count).map { number in
                var model = Model.listed("\(author)/model-\(number < 10 ? "0" : "")\(number)")
                if number % 9 == 4 {
                    model.verdict = .judged(
                        .verified,
                        "answered yesterday",
                        at: .minutesAgo(1600),
                        isStale: true
                    )
                }
                return model
            }
        }
        var state = AppState.browsing(models, size: size)
        state.press(script: "C")
        let all = state.world.catalog.models
        for (index, model) in all.prefix(all.count * 2 / 3).enumerated() {
            let finding: Evidence.Finding =
                switch index % 29 {
                case 4: .refused
                case 13, 21: .degraded
                default: .reachable
                }
            let result = CheckCase.result(model.id.rawValue, finding, in: all)
            state.apply([.checkProgressed(1, result)])
        }
        state.apply([.timePassed(.noon.addingTimeInterval(3.1))])
        state.press(script: "lllljj")
        return state
    }
}
