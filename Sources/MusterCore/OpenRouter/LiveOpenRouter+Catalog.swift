import Foundation
import NIOHTTP1

extension LiveOpenRouter {
    func fetchCatalog() async throws(ServiceFailure) -> FetchedCatalog {
        let url = baseURL.appending("models")
        let answer: HTTPAnswer
        do throws(ServiceFailure) {
            answer = try await fetchPublic(
                HTTPTransportRequest(
                    url: url,
                    headers: ["Accept": "application/json"],
                    byteLimit: limits.catalogBytes,
                    timeout: limits.catalogTimeout
                )
            )
        } catch {
            throw hinting(error)
        }
        do {
            var catalog = try await CatalogReader.read(answer.body, source: url, kind: kind)
            await fillIn(&catalog)
            return catalog
        } catch {
            throw hinting(Self.failure(notACatalog: error, answer))
        }
    }

    func fetchAccountModels() async throws(ServiceFailure) -> Set<ModelID>? {
        guard kind.hasAccount, let key = try? await requestKey(isRequired: false) else {
            return nil
        }
        let url = baseURL.appending("models/user")
        let request = HTTPTransportRequest(
            url: url,
            byteLimit: limits.catalogBytes,
            timeout: limits.asideTimeout
        )
        let answer = try await fetch(request, with: key)
        // Only OpenRouter tells; others lack the route, or have a model of that name.
        if [400, 404, 405, 501].contains(answer.status) { return nil }
        guard answer.isSuccess else { throw await refused(failure(answer), key) }
        guard let catalog = try? await CatalogReader.read(answer.body, source: url),
            !catalog.rows.isEmpty, !catalog.isPartial
        else { return nil }
        return Set(catalog.rows.map(\.entry.id))
    }

    func fetchZeroRetention() async throws(ServiceFailure) -> ZeroRetention? {
        guard kind.hasAccount else { return nil }
        let answer = try await fetchPublic(
            HTTPTransportRequest(
                url: baseURL.appending("endpoints/zdr"),
                byteLimit: limits.catalogBytes,
                timeout: limits.asideTimeout
            )
        )
        let response = try? JSONDecoder().decode(
            ZeroRetentionResponse.self,
            fromForeign: answer.body
        )
        return response?.zeroRetention
    }

    /// Adds the address that was likely meant to a failure that a wrong one gives.
    private func hinting(_ failure: ServiceFailure) -> ServiceFailure {
        guard failure.httpStatus == 404 || failure.isPage && failure.kind == .malformed,
            baseURL.likelyAddress != baseURL.string
        else { return failure }
        var failure = failure
        failure.message = "\(failure.message.paragraph); did you mean \(baseURL.likelyAddress)?"
        return failure
    }

    func lookUp(_ id: ModelID) async throws(ServiceFailure) -> FetchedModel? {
        let answer: HTTPAnswer
        do throws(ServiceFailure) {
            answer = try await fetchPublic(
                HTTPTransportRequest(
                    url: baseURL.appending("model/\(id.pathSegments)"),
                    timeout: limits.timeout
                )
            )
        } catch {
            // Other services lack the route, and answer 404 to every model.
            let isNo =
                error.kind == .invalidModelID || error.kind == .noEndpoints
                || (error.httpStatus == 404 && baseURL.isOpenRouter)
            if isNo { return nil }
            throw error
        }
        guard let row = Self.singleRow(answer.body) else { throw Self.malformed(answer) }
        return row
    }

    func fetchEndpoints(_ id: ModelID) async throws(ServiceFailure) -> [Endpoint] {
        if kind.offers == .row { return try await endpointsInRow(id) }
        let answer: HTTPAnswer
        do throws(ServiceFailure) {
            answer = try await fetchKeyed(
                HTTPTransportRequest(
                    url: baseURL.appending("models/\(id.pathSegments)/endpoints"),
                    byteLimit: 4 << 20,
                    timeout: limits.timeout
                )
            )
        } catch {
            // The list may want a key of another sort; that says nothing about this one.
            var failure = error
            if failure.kind == .unauthorized { failure.wasKeySent = false }
            throw failure
        }
        guard
            let response = try? JSONDecoder().decode(
                EndpointsResponse.self,
                fromForeign: answer.body
            )
        else { throw Self.malformed(answer) }
        // The catalog's own link for `x:free` leads to the list of the paid `x`.
        if let listed = response.modelID, id.variant != nil, listed == id.base {
            throw ServiceFailure(
                .malformed,
                httpStatus: answer.status,
                message: "the service sent the endpoints of \(listed), not of \(id)"
            )
        }
        return response.endpoints
    }

    private func endpointsInRow(_ id: ModelID) async throws(ServiceFailure) -> [Endpoint] {
        let answer = try await fetchPublic(
            HTTPTransportRequest(
                url: baseURL.appending("models/\(id.base.pathSegments)"),
                timeout: limits.timeout
            )
        )
        // One model comes as it is in the list, or wrapped in `data`.
        struct Wrapped: Decodable {
            let data: JSONElement
        }
        let wrapped = try? JSONDecoder().decode(Wrapped.self, fromForeign: answer.body)
        let row = wrapped.flatMap { try? JSONEncoder().encode($0.data) } ?? answer.body
        guard let model = try? kind.readRow(row, JSONDecoder()), let endpoints = model.endpoints
        else { throw Self.malformed(answer) }
        return endpoints
    }

    private static func singleRow(_ body: Data) -> FetchedModel? {
        // The row reader wants a list, but the object comes as `{"data":{...}}`.
        struct Wrapped: Decodable {
            let data: ModelResponse
        }
        guard let response = try? JSONDecoder().decode(Wrapped.self, fromForeign: body).data else {
            return nil
        }
        return FetchedModel(
            entry: response.entry,
            huggingFaceID: response.huggingFaceID,
            description: response.description,
            json: body
        )
    }
}
