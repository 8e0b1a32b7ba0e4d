import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The head of an answer, and its body as it arrives.
struct HTTPTransportResponse: Sendable {
    /// How many bytes of an error are read.
    private static let errorByteLimit = 256 << 10

    private let response: HTTPClientResponse
    private let request: HTTPTransportRequest
    private let proxy: ProxyServer?

    init(_ response: HTTPClientResponse, to request: HTTPTransportRequest, by proxy: ProxyServer?) {
        self.response = response
        self.request = request
        self.proxy = proxy
    }

    var status: Int { Int(response.status.code) }
    var headers: HTTPHeaders { response.headers }
    var isSuccess: Bool { (200..<300).contains(status) }

    /// Where a redirect points.
    var redirect: String? {
        guard (300..<400).contains(status) else { return nil }
        return headers.first(name: "Location")
    }

    /// The whole body; of an error as much as is needed to tell it.
    ///
    /// An error whose body does not end, breaks off or cannot be decoded is still told by its status.
    ///
    /// - Parameter byteLimit: how much it may have, if less than the request allows.
    /// - Returns: the bytes.
    /// - Throws: a failure of kind `tooLarge` as soon as an answer is known to exceed the limit.
    func collect(byteLimit: Int = .max) async throws(ServiceFailure) -> Data {
        var request = request
        request.byteLimit = min(request.byteLimit, byteLimit)
        let stated = headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        if isSuccess, stated > request.byteLimit { throw request.tooLarge(status: status) }
        let limit = isSuccess ? request.byteLimit : min(request.byteLimit, Self.errorByteLimit)
        var body = ByteBuffer()
        do throws(ServiceFailure) {
            try await forEachPiece { (piece) throws(ServiceFailure) in
                guard body.readableBytes + piece.count <= limit else {
                    throw request.tooLarge(status: status)
                }
                body.writeBytes(piece)
            }
        } catch {
            guard !isSuccess, error.kind != .cancelled else { throw error }
        }
        return Data(buffer: body, byteTransferStrategy: .noCopy)
    }

    /// Hands over the body piece by piece; the connection is read no faster than `body` returns.
    func forEachPiece(
        _ body: (ByteBufferView) async throws(ServiceFailure) -> Void
    ) async throws(ServiceFailure) {
        if let unknownEncoding {
            throw ServiceFailure(
                .malformed,
                httpStatus: status,
                message: "the answer is encoded as \(unknownEncoding), which was not asked for"
            )
        }
        do {
            for try await piece in response.body {
                try await body(piece.readableBytesView)
            }
        } catch let failure as ServiceFailure {
            throw failure
        } catch {
            throw ServiceFailure(
                transportError: error,
                request: request,
                proxy: proxy,
                status: status
            )
        }
    }

    /// An encoding that is neither undone nor none.
    private var unknownEncoding: String? {
        let encoding = headers[canonicalForm: "Content-Encoding"].map { $0.lowercased() }
            .joined(separator: ", ")
        return ["", "identity", "gzip", "deflate"].contains(encoding) ? nil : encoding
    }
}

/// A whole answer.
struct HTTPAnswer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: Data

    var isSuccess: Bool { (200..<300).contains(status) }
}
