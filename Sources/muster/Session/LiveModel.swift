import MusterCore

/// What the service says of a model at this moment.
struct LiveModel: Sendable {
    /// One thing that is not as it was stored.
    struct Difference: Sendable {
        let field: String
        let stored: String
        let live: String
    }

    /// Whether the service's catalog knows the model.
    var isListed: Bool?
    /// The providers' offers.
    var endpoints: [Endpoint]?
    /// What differs from the stored row.
    var differences: [Difference] = []
    /// Why something could not be asked.
    var failure: ServiceFailure?

    /// Asks for the catalog row and the endpoints; one failing does not hide the other.
    static func fetch(_ model: Model, client: OpenRouterClient) async -> LiveModel {
        var live = LiveModel()
        do throws(ServiceFailure) {
            let row = try await client.lookUp(model.id)
            live.isListed = row != nil
            live.differences = row.map { differences(model, $0) } ?? []
        } catch {
            live.failure = error
        }
        do throws(ServiceFailure) {
            live.endpoints = try await client.fetchEndpoints(model.id)
        } catch {
            // A model that is gone has no endpoints list: that is an answer.
            if error.kind == .notFound || error.kind == .noEndpoints {
                live.endpoints = []
            } else {
                live.failure = live.failure ?? error
            }
        }
        return live
    }

    private static func differences(_ model: Model, _ row: CatalogRow) -> [Difference] {
        let fields: [(String, String?, String?)] = [
            ("name", model.name, row.entry.name),
            (
                "context_length", model.contextLength.map(String.init),
                row.entry.contextLength.map(String.init)
            ),
            (
                "max_completion_tokens", model.maxCompletionTokens.map(String.init),
                row.entry.maxCompletionTokens.map(String.init)
            ),
            (
                "prompt_price", model.promptPrice?.perMillionString,
                row.entry.promptPrice?.perMillionString
            ),
            (
                "completion_price", model.completionPrice?.perMillionString,
                row.entry.completionPrice?.perMillionString
            ),
            ("expiration_date", model.expirationDate, row.entry.expirationDate),
            (
                "hugging_face_id", model.huggingFaceID?.rawValue,
                row.huggingFaceID?.rawValue ?? model.huggingFaceID?.rawValue
            ),
        ]
        return fields.compactMap { field, stored, live in
            guard stored != live else { return nil }
            return Difference(field: field, stored: stored ?? "-", live: live ?? "-")
        }
    }
}
