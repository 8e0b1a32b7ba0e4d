import Foundation
import NIOHTTP1

/// An HTTP request with its limits.
struct HTTPTransportRequest: Sendable {
    /// The largest limit, in bytes: a catalog of 100,000 models takes 220 MB.
    static let maximumByteLimit = 512 << 20
    /// The limit, in bytes, for answers larger than a page but smaller than catalogs and streams.
    static let ordinaryByteLimit = 16 << 20

    var method: HTTPMethod = .GET
    var url: String
    var headers: HTTPHeaders = [:]
    var body: Data?
    /// The limit of the decompressed answer, in bytes.
    var byteLimit = 1 << 20
    /// The time limit for the whole exchange.
    var timeout: Duration = .seconds(60)

    var host: String { URL(string: url)?.host() ?? "the server" }

    /// The limit of connections to its host.
    var connectionLimit: Int { Self.connectionLimit(of: url) }

    /// The limit of connections to a URL's host.
    ///
    /// With TLS it is the number of streams that an HTTP/2 server should accept at least (RFC 9113,
    /// section 6.5.2), because AsyncHTTPClient opens a connection for each waiting request until it
    /// knows the protocol, and then uses one.
    static func connectionLimit(of url: String) -> Int {
        url.hasPrefix("https:") ? 100 : max(min(1_024, OpenFiles.limit - 64), 8)
    }

    var place: String { URL(string: url)?.place ?? url }

    /// The failure for an answer beyond the limit.
    func tooLarge(status: Int?) -> ServiceFailure {
        let limit = byteLimit < 1 << 20 ? "\(byteLimit >> 10) KiB" : "\(byteLimit >> 20) MiB"
        return ServiceFailure(
            .tooLarge,
            httpStatus: status,
            message: "the answer is larger than \(limit)"
        )
    }
}
