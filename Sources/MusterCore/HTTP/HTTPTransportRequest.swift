import Foundation
import NIOHTTP1

/// One request, with its limits.
struct HTTPTransportRequest: Sendable {
    /// The largest answer that anything asks for, in bytes: a catalog of 100,000 models has 220 MB.
    static let maximumByteLimit = 512 << 20

    var method: HTTPMethod = .GET
    var url: String
    var headers: HTTPHeaders = [:]
    var body: Data?
    /// How many bytes the answer may have after decompression.
    var byteLimit = 1 << 20
    /// The time for the whole exchange.
    var timeout: Duration = .seconds(60)
}
