import Foundation
import MusterCore

/// A script that runs a batch with Ray Data (https://docs.ray.io/en/latest/data/data.html).
struct RayJob {
    private let models: [ExportedModel]
    private let service: ServiceSettings

    init(_ models: [ExportedModel], service: ServiceSettings) {
        self.models = models
        self.service = service
    }

    /// The script, in which the models stand as text in JSON.
    var script: Data {
        let list = models.map { model -> JSONObject in
            [
                "model_id": model.modelID.rawValue,
                "sent_model": model.route.rawValue,
                "provider": model.routing.map { JSONElement.object($0.members) },
            ]
        }
        let json = String(decoding: JSONDocument.data(list), as: UTF8.self)
        let script = String(decoding: PackageResources.ray_job_py, as: UTF8.self)
            .replacing("__MODELS__", with: Self.literal(json))
            .replacing("__BASE_URL__", with: Self.literal(service.baseURL.string))
            .replacing("__SERVICE__", with: Self.literal(service.name))
            .replacing(
                "__LIMIT_MEMBER__",
                with: Self.literal(service.kind.at(service.baseURL).limitMember)
            )
            .replacing("__KEY_VARIABLE__", with: service.exportedKeyVariable)
        return Data(script.utf8)
    }

    /// A text as JSON, whose strings Python reads as its own.
    private static func literal(_ text: String) -> String {
        String(decoding: JSONDocument.data(text), as: UTF8.self)
    }
}
