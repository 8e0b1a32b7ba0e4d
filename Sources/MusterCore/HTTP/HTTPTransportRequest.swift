import Foundation
import NIOHTTP1

/// One request, with its limits.
struct HTTPTransportRequest: Sendable {
    /// The largest answer that anything asks for, in bytes: a catalog of 100,000 models has 220 MB.
    static let maximumByteLimit = 512 << 20
    /// The limit of those that ask for more than a page, yet not for a catalog or a stream.
    static let ordinaryByteLimit = 16 << 20

    var method: HTTPMethod = .GET
    var url: String
    var headers: HTTPHeaders = [:]
    var body: Data?
    /// How many bytes the answer may have after decompression.
    var byteLimit = 1 << 20
    /// The time for the whole exchange.
    var timeout: Duration = .seconds(60)

    /// The service's host, for messages.
    var host: String { URL(string: url)?.host() ?? "the server" }
    /// Its host and port.
    var place: String { URL(string: url)?.place ?? url }

    /// What an answer beyond the limit is told as.
    func tooLarge(status: Int?) -> ServiceFailure {
        let limit = byteLimit < 1 << 20 ? "\(byteLimit >> 10) KiB" : "\(byteLimit >> 20) MiB"
        return ServiceFailure(
            .tooLarge,
            httpStatus: status,
            message: "the answer is larger than \(limit)"
        )
    }
}
