import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The head of an answer, with its body as it arrives.
struct HTTPTransportResponse: Sendable {
    /// The number of bytes to read of an error's body.
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

    var redirect: String? {
        guard (300..<400).contains(status) else { return nil }
        return headers.first(name: "Location")
    }

    /// Collects the whole body, or as much of an error's body as the message needs.
    ///
    /// If an error's body does not end, breaks off or cannot be decoded, its status still counts.
    /// Throws a failure of kind `tooLarge` as soon as the answer is known to exceed the limit.
    ///
    /// With `endsWithJSON` it ends with the JSON, so that what follows neither delays it nor takes
    /// it back.
    func collect(
        byteLimit: Int = .max,
        endsWithJSON: Bool = false
    ) async throws(ServiceFailure) -> Data {
        var extent = JSONExtent()
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
                return !(endsWithJSON && extent.take(piece))
            }
        } catch {
            guard !isSuccess, error.kind != .cancelled else { throw error }
        }
        let whole = Data(buffer: body, byteTransferStrategy: .noCopy)
        return endsWithJSON ? extent.length.map { whole.prefix($0) } ?? whole : whole
    }

    /// Passes the body on piece by piece, reading no faster than `body` returns, until it returns
    /// `false`.
    func forEachPiece(
        _ body: (ByteBufferView) async throws(ServiceFailure) -> Bool
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
                guard try await body(piece.readableBytesView) else { return }
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

    /// A content encoding other than identity that the client did not decode.
    private var unknownEncoding: String? {
        let encoding = headers[canonicalForm: "Content-Encoding"].map { $0.lowercased() }
            .joined(separator: ", ")
        return ["", "identity", "gzip", "deflate"].contains(encoding) ? nil : encoding
    }
}

/// A complete answer.
struct HTTPAnswer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: Data
    /// The key that the request had, which a server may echo.
    var key: APIKey?

    var isSuccess: Bool { (200..<300).contains(status) }
}
