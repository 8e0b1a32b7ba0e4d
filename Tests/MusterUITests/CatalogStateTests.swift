import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct CatalogStateTests {
    private static func loaded(_ models: [Model]) -> CatalogState {
        var state = CatalogState()
        state.load(models, lastRefresh: nil, now: .noon)
        return state
    }

    @Test(arguments: [0, 1, 2, 3, 100])
    func everyModelIsFoundByItsID(count: Int) {
        var random = SplitMix64(seed: 3)
        let models = Catalog.numbered(count)
        let state = Self.loaded(models.shuffled(using: &random))
        for model in models { #expect(state.model(model.id) == model) }
        for absent in ["", "author/model-", "author/model-0005", "zzz"] {
            #expect(state.model(ModelID(rawValue: absent)) == nil)
        }
    }

    @Test func markedModelsAreInTheOrderOfTheirIDs() {
        var state = Self.loaded(Catalog.numbered(9))
        let ids = [7, 2, 5].map { Catalog.numbered(9)[$0].id }
        state.setMarked(ids + [ModelID(rawValue: "not/there")], true)
        #expect(state.markedModels.map(\.id) == ids.sorted())
        state.setMarked([ids[0]], false)
        #expect(state.markedModels.map(\.id) == ids.dropFirst().sorted())
    }

    @Test(arguments: ModelSort.Key.allCases)
    func aChangeIsSortedAsIfItHadBeenReadSo(key: ModelSort.Key) {
        var changed = Self.loaded(Catalog.numbered(9))
        changed.setSort(ModelSort(key), now: .noon)
        var models = Catalog.numbered(9)
        for (place, availability) in [(4, Availability.verified), (7, .unavailable)] {
            let verdict = Verdict.judged(availability, "seen", at: .minutesAgo(Double(place)))
            models[place].verdict = verdict
            models[place].isDisabled = place == 7
            changed.change(models[place].id) { model in
                model.verdict = verdict
                model.isDisabled = place == 7
            }
        }
        changed.setFilter("author", now: .noon)
        changed.setFilter("", now: .noon)
        var read = Self.loaded(models)
        read.setSort(ModelSort(key), now: .noon)
        #expect(changed.shown.map(\.id) == read.shown.map(\.id))
    }

    @Test func listedModelsAreCountedThroughEveryChange() {
        var state = Self.loaded(Catalog.numbered(9))
        #expect(state.listedCount == 9)
        let id = Catalog.numbered(9)[3].id
        state.change(id) { $0.isListed = false }
        #expect(state.listedCount == 8)
        state.change(id) { $0.isListed = true }
        #expect(state.listedCount == 9)
        state.load(Catalog.numbered(2), lastRefresh: nil, now: .noon)
        #expect(state.listedCount == 2)
    }
}
