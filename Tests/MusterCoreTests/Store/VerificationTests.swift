import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

/// What has changed since a model last answered.
@Suite struct VerificationTests {
    private static let id = ModelID(rawValue: "x-ai/grok-code-fast-1")

    @Test func whatTheCatalogChangesIsToldUntilTheNextAnswer() async throws {
        let store = try await Self.store(price: "0.0000002", context: 256_000)
        try await store.append(Self.answered(), now: TimeSource.noon)
        #expect(try Self.model(store).changes.isEmpty)
        try await Self.refresh(store, price: "0.0000003", context: 128_000)
        #expect(
            try Self.model(store).changes == [
                ModelChange(field: "context_length", before: "256000", now: "128000"),
                ModelChange(field: "prompt_price", before: "0.2", now: "0.3"),
            ]
        )
        try await store.append(Self.answered(), now: TimeSource.noon)
        #expect(try Self.model(store).changes.isEmpty)
    }

    @Test func aModelThatNeverAnsweredHasNotChanged() async throws {
        let store = try await Self.store(price: "0.0000002", context: 256_000)
        try await store.append(Self.endpoints(["A": "fp8"]), now: TimeSource.noon)
        try await Self.refresh(store, price: "1", context: 1)
        #expect(try Self.model(store).changes.isEmpty)
    }

    @Test(arguments: [true, false])
    func endpointsAreComparedWithThoseOfTheVerification(areKnownBefore: Bool) async throws {
        let store = try await Self.store(price: "0.0000002", context: 256_000)
        let first = Self.endpoints(["A": "fp8", "B": "bf16"])
        if areKnownBefore { try await store.append(first, now: TimeSource.noon) }
        try await store.append(Self.answered(), now: TimeSource.noon)
        if !areKnownBefore { try await store.append(first, now: TimeSource.noon) }
        #expect(try Self.model(store).changes.isEmpty)
        let model = try await store.append(
            Self.endpoints(["A": "fp4", "C": "bf16"]),
            now: TimeSource.noon
        )
        let changes = [
            ModelChange(field: "providers", before: "A, B", now: "A, C"),
            ModelChange(field: "quantization", before: "bf16, fp8", now: "bf16, fp4"),
        ]
        #expect(model?.changes == changes)
        #expect(try Self.model(store).changes == changes)
        #expect(ModelFilter("is:changed").matches(try Self.model(store), now: TimeSource.noon))
    }

    @Test func oldEndpointsAreNotThoseOfTheVerification() async throws {
        let store = try await Self.store(price: "0.0000002", context: 256_000)
        var old = Self.endpoints(["A": "fp8"])
        old.observedAt = TimeSource.noon.addingTimeInterval(-2 * 86_400)
        try await store.append(old, now: TimeSource.noon)
        try await store.append(Self.answered(), now: TimeSource.noon)
        try await store.append(Self.endpoints(["B": "fp8"]), now: TimeSource.noon)
        #expect(try Self.model(store).changes.isEmpty)
    }

    private static func store(price: String, context: Int) async throws -> Store {
        let store = try Store.inMemory()
        try await refresh(store, price: price, context: context)
        return store
    }

    private static func refresh(_ store: Store, price: String, context: Int) async throws {
        var row = FetchedModel.example(id.rawValue, contextLength: context)
        row.entry.promptPrice = Price(decimalString: price)
        _ = try await store.apply(.example([row]), now: TimeSource.noon)
    }

    private static func model(_ store: Store) throws -> Model {
        try #require(try store.models(now: TimeSource.noon).first { $0.id == id })
    }

    private static func answered() -> Evidence {
        Evidence(
            modelID: id,
            observedAt: TimeSource.noon,
            kind: .completion,
            finding: .answered,
            cause: "answered",
            detail: "answered"
        )
    }

    private static func endpoints(_ providers: [String: String]) -> Evidence {
        var evidence = Evidence(
            modelID: id,
            observedAt: TimeSource.noon,
            kind: .endpoints,
            finding: .reachable,
            detail: "up"
        )
        evidence.endpoints = providers.sorted { $0.key < $1.key }.map {
            Endpoint(provider: $0.key, status: 0, quantization: $0.value)
        }
        return evidence
    }
}
