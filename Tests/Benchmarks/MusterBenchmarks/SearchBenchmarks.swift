import Benchmark
import MusterCore
import MusterUI

/// Filtering and sorting many models.
enum SearchBenchmarks {
    private static let count = Synthetic.many

    /// Adds these benchmarks.
    static func register() {
        for text in ["l", "llama", "gpt4", "zzzz", "llama is:free ctx>=128k price<=5"] {
            registerFilter(text)
        }
        for key in ModelSort.Key.allCases {
            Benchmark("sort: by \(key.rawValue), \(count) models") { _ in
                blackHole(ModelSort(key, isReversed: true).order(of: models))
            } setup: {
                _ = models
            }
        }
    }

    private static func registerFilter(_ text: String) {
        Benchmark("filter: '\(text)' at once, \(count) models") { _ in
            // A copy has found nothing before that it could narrow.
            var search = prepared
            let filter = ModelFilter(text)
            blackHole(search.find(filter, in: models, now: Synthetic.noon).bestFirst)
        } setup: {
            _ = prepared
        }
        Benchmark("filter: '\(text)' typed and drawn, \(count) models") { _, interface in
            interface.press(.character("/"))
            for letter in text {
                interface.press(.character(letter))
                blackHole(interface.draw())
            }
            // Clears it, so that the next one begins with nothing narrowed.
            interface.press(.escape)
        } setup: {
            Interface(models)
        }
    }

    private static let models = Synthetic.models(count)
    private static let prepared = ModelSearch(models)
}
