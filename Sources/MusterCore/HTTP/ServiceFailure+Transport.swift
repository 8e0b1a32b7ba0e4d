import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension ServiceFailure {
    /// Puts what the network libraries throw into words.
    init(transportError error: any Error, url: String, status: Int? = nil) {
        let host = URL(string: url)?.host() ?? "the server"
        switch error {
        case let failure as ServiceFailure:
            self = failure
        case is CancellationError:
            self.init(.cancelled, message: "cancelled")
        case let error as HTTPClientError:
            self.init(clientError: error, host: host, status: status)
        case let error as NIOConnectionError:
            self.init(.connection, message: Self.words(for: error, host: host))
        case is NIOSSLError, is NIOSSLExtraError:
            self.init(.tls, message: "no secure connection to \(host): \(error)")
        case is HTTPParserError:
            self.init(
                .connection,
                httpStatus: status,
                message: "the connection was lost in the middle of the answer"
            )
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            self.init(.connection, message: "\(host) refused the connection")
        default:
            self.init(.connection, httpStatus: status, message: "the connection failed: \(error)")
        }
    }

    private init(clientError error: HTTPClientError, host: String, status: Int?) {
        switch error {
        case .cancelled:
            self.init(.cancelled, message: "cancelled")
        case .connectTimeout:
            self.init(.timeout, message: "\(host) did not answer in time")
        case .readTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
            self.init(.timeout, httpStatus: status, message: "no answer in time")
        case .remoteConnectionClosed, .bodyLengthMismatch:
            self.init(
                .connection,
                httpStatus: status,
                message: "the connection was lost in the middle of the answer"
            )
        case .invalidURL, .emptyHost, .emptyScheme:
            self.init(.badRequest, message: "the address of the service is not valid")
        default:
            self.init(.connection, httpStatus: status, message: "the connection failed: \(error)")
        }
    }

    private static func words(for error: NIOConnectionError, host: String) -> String {
        if error.connectionErrors.isEmpty {
            return "the name \(host) could not be resolved; is the network up?"
        }
        let isRefused = error.connectionErrors.contains {
            ($0.error as? IOError)?.errnoCode == ECONNREFUSED
        }
        return isRefused
            ? "\(host):\(error.port) refused the connection"
            : "\(host):\(error.port) cannot be reached"
    }
}
