import Foundation
import NIOHTTP1

extension LiveOpenRouter {
    /// The requests to `/batches`; see https://openrouter.ai/docs/batch-quickstart.
    var batches: BatchClient {
        BatchClient(
            submit: submitBatch,
            job: { (id) throws(ServiceFailure) in try await job(.GET, "batches/\(id.pathText)") },
            jobs: jobs,
            answers: answers,
            cancel: { (id) throws(ServiceFailure) in
                try await job(.POST, "batches/\(id.pathText)/cancel")
            }
        )
    }

    /// The most results that a page may have.
    private static let pageLimit = 1_000
    /// A slow line takes that long for a body of 200 MB.
    private static let submissionTimeout = Duration.seconds(1_800)

    private func submitBatch(_ body: Data) async throws(ServiceFailure) -> BatchJob {
        let answer = try await keyed(
            .POST,
            "batches",
            body: body,
            timeout: Self.submissionTimeout
        )
        return try Self.decode(BatchJob.self, answer)
    }

    private func job(_ method: HTTPMethod, _ path: String) async throws(ServiceFailure) -> BatchJob
    {
        // Once it is over, the batch brings all its results along.
        try Self.decode(BatchJob.self, try await keyed(method, path))
    }

    private func jobs(createdAfter date: Date) async throws(ServiceFailure) -> [BatchJob] {
        struct Page: Decodable {
            let data: [BatchJob]
            let hasMore: Bool?
            let lastID: String?

            private enum CodingKeys: String, CodingKey {
                case data
                case hasMore = "has_more"
                case lastID = "last_id"
            }
        }
        let after = date.formatted(.iso8601).pathText
        var jobs: [BatchJob] = []
        var cursor = ""
        while true {
            let page = try Self.decode(
                Page.self,
                try await keyed(.GET, "batches?limit=100&created_after=\(after)\(cursor)")
            )
            jobs += page.data
            guard page.hasMore == true, let last = page.lastID, !page.data.isEmpty,
                jobs.count < 10_000
            else { return jobs }
            cursor = "&after=\(last.pathText)"
        }
    }

    private func answers(
        of id: BatchJob.ID,
        from cursor: String?
    ) async throws(ServiceFailure) -> BatchAnswerPage {
        struct Page: Decodable {
            let data: [BatchAnswerEntry]
            let next: String?

            private enum CodingKeys: String, CodingKey {
                case data
                case next = "next_cursor"
            }
        }
        let from = cursor.map { "&cursor=\($0.pathText)" } ?? ""
        do throws(ServiceFailure) {
            let answer = try await keyed(
                .GET,
                "batches/\(id.pathText)/results?limit=\(Self.pageLimit)\(from)"
            )
            let page = try Self.decode(Page.self, answer)
            return BatchAnswerPage(answers: page.data.compactMap(\.answer), next: page.next)
        } catch {
            // The first form of the API has no such route, and the results in the batch itself.
            guard error.httpStatus == 404, cursor == nil,
                let answers = try await inlineAnswers(of: id)
            else { throw error }
            return BatchAnswerPage(answers: answers, next: nil)
        }
    }

    private func inlineAnswers(
        of id: BatchJob.ID
    ) async throws(ServiceFailure) -> [BatchAnswer]? {
        struct Whole: Decodable {
            let results: [BatchAnswerEntry]?
        }
        let answer = try await keyed(.GET, "batches/\(id.pathText)")
        return try Self.decode(Whole.self, answer).results?.compactMap(\.answer)
    }

    private func keyed(
        _ method: HTTPMethod,
        _ path: String,
        body: Data? = nil,
        timeout: Duration? = nil
    ) async throws(ServiceFailure) -> HTTPAnswer {
        let key = try await requestKey(isRequired: !baseURL.isLoopback)
        let request = HTTPTransportRequest(
            method: method,
            url: baseURL.appending(path),
            headers: body == nil ? [:] : ["Content-Type": "application/json"],
            body: body,
            byteLimit: HTTPTransportRequest.maximumByteLimit,
            timeout: timeout ?? limits.catalogTimeout
        )
        let answer = try await fetch(request, with: key)
        guard answer.isSuccess else { throw await refused(failure(answer), key) }
        return answer
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ answer: HTTPAnswer
    ) throws(ServiceFailure) -> Value {
        guard let value = try? JSONDecoder().decode(type, fromForeign: answer.body) else {
            throw malformed(answer)
        }
        return value
    }
}

extension String {
    /// The text within a path or a query, with everything but letters, digits and `-._~` encoded.
    fileprivate var pathText: String {
        let plain = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
        return addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
