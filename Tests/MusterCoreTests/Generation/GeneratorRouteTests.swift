import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

@testable import MusterCore

@Suite(.timeLimit(.minutes(30)))
struct GeneratorRouteTests {
    private static let nemo = "mistralai/mistral-nemo"
    private static let casedNemo = "mistralai/Mistral-Nemo-Instruct-2407"
    private static let llama = "meta-llama/llama-3.1-405b"
    private static let casedLlama = "meta-llama/llama-3.1-405B"
    private static let coder = "agentica-org/deepcoder-14b-preview"
    private static let casedCoder = "agentica-org/DeepCoder-14B-Preview"

    @Test func theCatalogsSpellingIsTriedWhenTheCasedOneIsInvalid() async throws {
        try await SimulatedService.withService { service in
            let news = GenerationNews()
            let generation = await service.generate(
                Self.nemo,
                huggingFaceID: Self.casedNemo,
                news: news
            )
            #expect(generation.status == .completed)
            #expect(generation.sentModel?.rawValue == Self.nemo)
            #expect(generation.attempts.map(\.sentModel.rawValue) == [Self.casedNemo, Self.nemo])
            #expect(generation.attempts.map(\.kind) == ["invalid_model_id", "answered"])
            #expect(generation.attempts.map(\.httpStatus) == [400, 200])
            #expect(service.server.log.entries.map(\.model) == [Self.casedNemo, Self.nemo])
            let updates = await news.rest()
            #expect(updates.first == .began(id: generation.id))
            #expect(updates.contains(.connecting(route: Route(rawValue: Self.casedNemo))))
            #expect(updates.contains(.connecting(route: Route(rawValue: Self.nemo))))
            #expect(updates.contains(.attemptFailed(generation.attempts[0])))
            #expect(updates.last == .finished(generation))
        }
    }

    @Test func aProvidersNotFoundLeadsToTheOtherSpellingToo() async throws {
        try await SimulatedService.withService { service in
            let generation = await service.generate(
                Self.llama,
                huggingFaceID: Self.casedLlama,
                preference: .catalogFirst
            )
            #expect(generation.status == .completed)
            #expect(generation.attempts.map(\.sentModel.rawValue) == [Self.llama, Self.casedLlama])
            #expect(generation.attempts.map(\.kind) == ["not_found", "answered"])
        }
    }

    @Test func whatWorkedGoesFirstNextTime() async throws {
        try await SimulatedService.withService { service in
            _ = await service.generate(Self.nemo, huggingFaceID: Self.casedNemo)
            service.server.log.removeAll()
            let again = await service.generate(Self.nemo, huggingFaceID: Self.casedNemo)
            #expect(again.attempts.map(\.sentModel.rawValue) == [Self.nemo])
            #expect(service.server.log.entries.map(\.model) == [Self.nemo])
            // Should it no longer work, the other one is tried as before.
            service.server.setScript(ModelScript(accepts: .casedID), for: Self.nemo)
            let changed = await service.generate(Self.nemo, huggingFaceID: Self.casedNemo)
            #expect(changed.attempts.map(\.sentModel.rawValue) == [Self.nemo, Self.casedNemo])
            let route = try await service.store.workingRoute(for: ModelID(rawValue: Self.nemo))
            #expect(route?.rawValue == Self.casedNemo)
        }
    }

    @Test func llamaAnswersOnlyToItsCasedName() async throws {
        try await SimulatedService.withService { service in
            let cased = await service.generate(Self.llama, huggingFaceID: Self.casedLlama)
            #expect(cased.status == .completed)
            #expect(cased.attempts.map(\.sentModel.rawValue) == [Self.casedLlama])
            let free = await service.generate(
                "\(Self.llama):free",
                huggingFaceID: Self.casedLlama
            )
            #expect(free.status == .completed)
            #expect(free.attempts.map(\.sentModel.rawValue) == ["\(Self.casedLlama):free"])
            let alone = await service.generate(
                Self.llama,
                huggingFaceID: nil,
                preference: .catalogOnly
            )
            #expect(alone.status == .failed)
            #expect(alone.failure?.kind == .notFound)
            #expect(alone.failure?.message.hasPrefix("Provider returned error") == true)
        }
    }

    @Test(arguments: [RoutePreference.casedFirst, .catalogFirst])
    func aDeadModelIsRefusedOnEveryRouteAndUnavailable(preference: RoutePreference) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            let generation = await service.generate(
                Self.coder,
                huggingFaceID: Self.casedCoder,
                preference: preference
            )
            #expect(generation.status == .failed)
            #expect(generation.failure?.kind == .noEndpoints)
            #expect(
                Set(generation.attempts.map(\.sentModel.rawValue)) == [Self.coder, Self.casedCoder]
            )
            let id = ModelID(rawValue: Self.coder)
            let evidence = try await service.store.evidence(of: id)
            #expect(evidence.map(\.finding) == [.refused])
            #expect(evidence.map(\.kind) == [.completion])
            let verdict = try #require(try await service.models()[id]).verdict
            #expect(verdict.availability == .unavailable)
            #expect(verdict.reason.contains("No endpoints found for"))
            #expect(verdict.checkedAt == TimeSource.noon)
            let route = try await service.store.workingRoute(for: id)
            #expect(route == nil)
        }
    }

    @Test(arguments: RefusalCase.all)
    func withoutRetriesOtherRefusalsEndAtOnce(example: RefusalCase) async throws {
        try await SimulatedService.withService { service in
            try await service.refresh()
            service.server.log.removeAll()
            service.server.setScript(
                ModelScript(accepts: .any, completion: .refused(example.refusal)),
                for: Self.nemo
            )
            let generation = await service.generate(
                Self.nemo,
                huggingFaceID: Self.casedNemo,
                policy: .none
            )
            #expect(generation.status == .failed)
            #expect(generation.failure?.kind == example.kind)
            #expect(generation.attempts.map(\.kind) == [.failed(example.kind)])
            #expect(service.server.log.count == 1)
            let id = ModelID(rawValue: Self.nemo)
            #expect(
                try await service.store.evidence(of: id).map(\.finding)
                    == [example.finding].compactMap(\.self)
            )
            let expected: Availability =
                switch example.finding {
                case .limited: .limited
                case .excluded: .unavailable
                default: .unknown
                }
            #expect(try await service.models()[id]?.verdict.availability == expected)
        }
    }

    @Test func aRefusedKeyAbortsAfterOneRequest() async throws {
        let configuration = SimulatorConfiguration(acceptedKeys: ["sk-another"])
        try await SimulatedService.withService(configuration) { service in
            try await service.refresh()
            service.server.log.removeAll()
            let generation = await service.generate(Self.nemo, huggingFaceID: Self.casedNemo)
            #expect(generation.status == .failed)
            #expect(generation.failure?.kind == .unauthorized)
            #expect(generation.failure?.httpStatus == 401)
            #expect(service.server.log.count == 1)
            let evidence = try await service.store.evidence(of: ModelID(rawValue: Self.nemo))
            #expect(evidence.map(\.finding) == [.excluded])
            let reason = try await service.models()[ModelID(rawValue: Self.nemo)]?.verdict.reason
            #expect(reason?.hasPrefix("not for this key: the key was refused: 401 ") == true)
            // Another key is a new question.
            await service.store.use(Account(rawValue: "another"))
            let verdict = try await service.models()[ModelID(rawValue: Self.nemo)]?.verdict
            #expect(verdict == .neverChecked)
        }
    }
}
