import MusterCore
import Testing

@Suite struct SavedFilterTests {
    @Test func filtersAreKeptByNameUntilTheyAreForgotten() async throws {
        let store = try Store.inMemory()
        #expect(try await store.savedFilters().isEmpty)
        try await store.saveFilter("price<=0.5", name: "cheap")
        try await store.saveFilter("price<=1", name: "cheap")
        try await store.saveFilter("is:free", name: "free")
        #expect(try await store.savedFilters() == ["cheap": "price<=1", "free": "is:free"])
        try await store.saveFilter(nil, name: "cheap")
        try await store.saveFilter(nil, name: "nobody")
        #expect(try await store.savedFilters() == ["free": "is:free"])
    }

    @Test(
        arguments: [
            ("cheap", "price<=0.5", nil), ("a", "@b", "It cannot be saved: in it, @b: in it, @a: "),
            ("", "llama", "A name has"), ("a b", "llama", "A name has"),
            ("é", "llama", "A name has"),
            ("x", "", "There is no filter"), ("x", "is:fre", "It cannot be saved: in it, is:fre"),
        ] as [(String, String, String?)]
    )
    func whatCannotBeSavedIsSaid(name: String, source: String, expected: String?) {
        let problem = SavedFilters.problem(saving: source, as: name, beside: ["b": "@a"])
        if let expected {
            #expect(problem?.hasPrefix(expected) == true)
        } else {
            #expect(problem == nil)
        }
    }
}
