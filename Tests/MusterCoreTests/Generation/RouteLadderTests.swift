import MusterCore
import Testing

@Suite struct RouteLadderTests {
    @Test(arguments: LadderCase.all)
    func rungsAreInOrder(example: LadderCase) {
        let ladder = RouteLadder(
            modelID: ModelID(rawValue: example.modelID),
            huggingFaceID: example.huggingFaceID.map(HuggingFaceID.init(rawValue:)),
            preference: example.preference,
            working: example.working.map(Route.init(rawValue:))
        )
        #expect(ladder.rungs.map(\.rawValue) == example.rungs)
    }

    struct LadderCase: Sendable {
        var modelID = "meta-llama/llama-3.1-405b"
        var huggingFaceID: String? = "meta-llama/llama-3.1-405B"
        var preference = RoutePreference.casedFirst
        var working: String?
        var rungs: [String]

        private static let catalog = "meta-llama/llama-3.1-405b"
        private static let cased = "meta-llama/llama-3.1-405B"

        static let all = [
            LadderCase(rungs: [cased, catalog]),
            LadderCase(preference: .catalogFirst, rungs: [catalog, cased]),
            LadderCase(preference: .catalogOnly, rungs: [catalog]),
            LadderCase(huggingFaceID: nil, rungs: [catalog]),
            LadderCase(huggingFaceID: nil, preference: .catalogFirst, rungs: [catalog]),
            // Of two equal spellings one is enough.
            LadderCase(huggingFaceID: catalog, rungs: [catalog]),
            // The variant changes price and provider, so it is never dropped.
            LadderCase(
                modelID: "\(catalog):free",
                rungs: ["\(cased):free", "\(catalog):free"]
            ),
            LadderCase(
                modelID: "\(catalog):nitro",
                preference: .catalogOnly,
                rungs: ["\(catalog):nitro"]
            ),
            // What worked goes first.
            LadderCase(working: catalog, rungs: [catalog, cased]),
            LadderCase(working: cased, rungs: [cased, catalog]),
            LadderCase(preference: .catalogFirst, working: cased, rungs: [cased, catalog]),
            // A rung that no longer is one does not come back.
            LadderCase(working: "some/thing-else", rungs: [cased, catalog]),
            LadderCase(preference: .catalogOnly, working: cased, rungs: [catalog]),
            LadderCase(huggingFaceID: nil, working: cased, rungs: [catalog]),
        ]
    }
}
