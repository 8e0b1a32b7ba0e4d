import Testing

@testable import MusterCore
@testable import MusterUI

extension Services {
    /// Services of which every call is a failure of the test; a test replaces those it expects.
    static var failing: Services {
        Services(
            loadModels: { () async throws(StoreError) in
                Issue.record("loadModels was not expected")
                return ([], nil)
            },
            refresh: { () async throws(OperationError) in
                Issue.record("refresh was not expected")
                throw .refused("not expected")
            },
            backfill: { (_) async throws(OperationError) in
                Issue.record("backfill was not expected")
                throw .refused("not expected")
            },
            check: { (plan, _) async throws(StoreError) in
                Issue.record("check was not expected for \(plan.items.map(\.model.id))")
                return CheckOutcome()
            },
            loadFreeTier: { () async throws(StoreError) in
                Issue.record("loadFreeTier was not expected")
                return FreeTier()
            },
            loadTimeline: { (id) async throws(StoreError) in
                Issue.record("loadTimeline was not expected for \(id)")
                return []
            },
            setDisabled: { (ids, _, _) async throws(StoreError) in
                Issue.record("setDisabled was not expected for \(ids)")
            },
            setHuggingFaceID: { (id, _, _) async throws(StoreError) in
                Issue.record("setHuggingFaceID was not expected for \(id)")
            },
            setFavorite: { (ids, _) async throws(StoreError) in
                Issue.record("setFavorite was not expected for \(ids)")
            },
            setMarked: { (ids, _) async throws(StoreError) in
                Issue.record("setMarked was not expected for \(ids)")
            },
            remember: { (settings) async throws(StoreError) in
                Issue.record("remember was not expected for \(settings)")
            },
            loadDetails: { (model) async throws(StoreError) in
                Issue.record("loadDetails was not expected for \(model.id)")
                throw .busy(path: "")
            },
            loadHistory: { (search, _) async throws(StoreError) in
                Issue.record("loadHistory was not expected for \(search)")
                return []
            },
            loadGeneration: { (id) async throws(StoreError) in
                Issue.record("loadGeneration was not expected for \(id)")
                return nil
            },
            findKey: {
                Issue.record("findKey was not expected")
                return ("none", true)
            },
            edit: { (_) async throws(EditorError) in
                Issue.record("edit was not expected")
                throw .failed(reason: "not expected")
            },
            generate: { request, _ in
                Issue.record("generate was not expected for \(request.modelID)")
            }
        )
    }

    /// Services that read these models and their details, and nothing else.
    static func reading(_ models: [Model]) -> Services {
        var services = Services.failing
        services.loadModels = { () async throws(StoreError) in (models, .minutesAgo(12)) }
        services.loadDetails = { (model) async throws(StoreError) in
            ModelDetails(
                id: model.id,
                description: "Made by \(model.id.author).",
                ladder: RouteLadder(
                    modelID: model.id,
                    huggingFaceID: model.huggingFaceID,
                    preference: .casedFirst
                ),
                workingRoute: nil,
                evidence: []
            )
        }
        return services
    }
}
