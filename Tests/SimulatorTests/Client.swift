import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import OpenRouterSimulator

/// What a test looks at in an answer.
struct Answer: Sendable {
    let status: Int
    /// By lower-cased name.
    let headers: [String: String]
    let body: Data
    /// What went wrong while the body was read; the body is then what came before.
    let failure: (any Error)?
    /// In how many pieces the body arrived.
    let pieceCount: Int

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any]? {
        (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
    }
    var error: [String: Any]? { json?["error"] as? [String: Any] }
    /// The JSON objects of the events of a stream, without `[DONE]`.
    var chunks: [[String: Any]] {
        events.compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
    }
    /// What stands behind `data: `, in order.
    var events: [String] {
        text.components(separatedBy: "\n\n").filter { $0.hasPrefix("data: ") }
            .map { String($0.dropFirst("data: ".count)) }
    }
    var isDone: Bool { events.last == "[DONE]" }
}

/// The choices of a chunk or an object.
func choices(_ chunk: [String: Any]) -> [[String: Any]] {
    chunk["choices"] as? [[String: Any]] ?? []
}

/// The step of routing that an error names.
func failedStep(_ answer: Answer) -> String? {
    (answer.error?["metadata"] as? [String: Any])?["failed_routing_step"] as? String
}

/// What all chunks add to one field of the message.
func joined(_ answer: Answer, _ field: String) -> String {
    answer.chunks.flatMap(choices).compactMap { ($0["delta"] as? [String: Any])?[field] as? String }
        .joined()
}

/// Asks for a page.
func get(_ url: String, key: String? = nil) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    if let key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
    return try await answer(to: request)
}

/// Sends a chat request with one message and reads the whole answer.
func ask(
    _ server: SimulatorServer,
    model: String,
    prompt: String = "Is 97 a prime?",
    isStream: Bool = true,
    more: [String: any Sendable] = [:],
    key: String? = nil,
    headers: [String: String] = [:]
) async throws -> Answer {
    var body: [String: any Sendable] = [
        "model": model, "stream": isStream, "messages": [["role": "user", "content": prompt]],
    ]
    body.merge(more) { $1 }
    let data = try JSONSerialization.data(withJSONObject: body)
    return try await post(server, data, key: key, headers: headers)
}

/// Sends a chat request with these bytes and reads the whole answer.
func post(
    _ server: SimulatorServer,
    _ body: Data,
    key: String? = nil,
    headers: [String: String] = [:]
) async throws -> Answer {
    var request = HTTPClientRequest(url: server.baseURL + "/chat/completions")
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    if let key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(body)
    return try await answer(to: request)
}

extension HTTPClient {
    /// One for all tests, which waits as long as a busy machine may take.
    fileprivate static let patient = HTTPClient(
        configuration: HTTPClient.Configuration(
            timeout: .init(connect: .seconds(1500), read: .seconds(1500))
        )
    )
}

private func answer(to request: HTTPClientRequest) async throws -> Answer {
    let response = try await HTTPClient.patient.execute(request, timeout: .seconds(1500))
    var body = Data()
    var pieceCount = 0
    var failure: (any Error)?
    do {
        for try await buffer in response.body {
            body.append(contentsOf: buffer.readableBytesView)
            pieceCount += 1
        }
    } catch {
        failure = error
    }
    return Answer(
        status: Int(response.status.code),
        headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 },
        body: body,
        failure: failure,
        pieceCount: pieceCount
    )
}

/// Starts a chat and leaves it open; returns once it is being answered.
///
/// Not every script sends headers and a first byte, and only those that do can be waited for so.
func open(
    _ server: SimulatorServer,
    model: String,
    isAnswered: Bool
) async throws -> Task<Void, Never> {
    let body = #"{"model":"\#(model)","stream":true,"messages":[{"role":"user","content":"Hi"}]}"#
    var request = HTTPClientRequest(url: server.baseURL + "/chat/completions")
    request.method = .POST
    request.body = .bytes(ByteBuffer(string: body))
    let (began, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let task = Task { [request] in
        defer { continuation.finish() }
        guard
            let response = try? await HTTPClient.patient.execute(request, timeout: .seconds(1500))
        else { return }
        do {
            for try await _ in response.body { continuation.yield() }
        } catch {
            // The end is what these tests are about; how it looks from here is not.
        }
    }
    if isAnswered {
        for await _ in began { break }
    } else {
        await server.openAnswers.waitUntilSome()
    }
    return task
}
