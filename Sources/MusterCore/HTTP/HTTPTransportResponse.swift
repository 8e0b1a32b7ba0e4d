import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The head of an answer, and its body as it arrives.
struct HTTPTransportResponse: Sendable {
    private let response: HTTPClientResponse

    init(_ response: HTTPClientResponse) {
        self.response = response
    }

    var status: Int { Int(response.status.code) }
    var headers: HTTPHeaders { response.headers }
    var isSuccess: Bool { (200..<300).contains(status) }

    /// Where a redirect points.
    var redirect: String? {
        guard (300..<400).contains(status) else { return nil }
        return headers.first(name: "Location")
    }

    /// The rest of the body, or as much of it as `limit` allows.
    func collect(limit: Int) async throws(ServiceFailure) -> Data {
        var body = ByteBuffer()
        try await forEachPiece { (piece) throws(ServiceFailure) in
            guard body.readableBytes + piece.count <= limit else {
                throw ServiceFailure(
                    .tooLarge,
                    httpStatus: status,
                    message: "the answer is larger than \(limit >> 10) KiB"
                )
            }
            body.writeBytes(piece)
        }
        return Data(buffer: body, byteTransferStrategy: .noCopy)
    }

    /// Hands over the body piece by piece; the connection is read no faster than `body` returns.
    func forEachPiece(
        _ body: (ByteBufferView) async throws(ServiceFailure) -> Void
    ) async throws(ServiceFailure) {
        do {
            for try await piece in response.body {
                try await body(piece.readableBytesView)
            }
        } catch let failure as ServiceFailure {
            throw failure
        } catch {
            throw ServiceFailure(transportError: error, url: "", status: status)
        }
    }
}
