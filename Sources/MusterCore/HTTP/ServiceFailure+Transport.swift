import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

extension ServiceFailure {
    /// Describes an error of the network libraries.
    ///
    /// `status` is that of the answer, if its head had arrived.
    init(
        transportError error: any Error,
        request: HTTPTransportRequest,
        proxy: ProxyServer?,
        status: Int? = nil
    ) {
        let host = request.host
        switch error {
        case let failure as ServiceFailure:
            self = failure
        case is CancellationError:
            self.init(.cancelled, message: "cancelled")
        case let error as HTTPClientError:
            self.init(clientError: error, request: request, proxy: proxy, status: status)
        case let error as NIOConnectionError:
            self.init(.connection, message: Self.words(for: error, proxy: proxy))
        case NIOSSLError.uncleanShutdown:
            self.init(lostTo: host, proxy: proxy, status: status)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self.init(tlsError: error, host: host, proxy: proxy)
        case let error as HTTPParserError where error != .invalidEOFState:
            self.init(
                .malformed,
                httpStatus: status,
                message: "the answer of \(host) is not HTTP; is the address right?"
            )
        case NIOHTTPDecompression.DecompressionError.limit:
            self = request.tooLarge(status: status)
        case is NIOHTTPDecompression.DecompressionError,
            is NIOHTTPDecompression.ExtraDecompressionError:
            self.init(
                .malformed,
                httpStatus: status,
                message: "the answer cannot be decompressed"
            )
        case let error as IOError where status == nil && !Self.isHangUp(error):
            let words =
                error.errnoCode == ECONNREFUSED ? "refused the connection" : "cannot be reached"
            self.init(.connection, message: "\(request.place) \(words)")
        case is IOError, is HTTPParserError, is ChannelError:
            self.init(lostTo: host, proxy: proxy, status: status)
        case _ where proxy?.kind == .socks && status == nil:
            self.init(.connection, message: Self.refusal(by: proxy, of: host))
        default:
            // Most likely a broken stream of HTTP/2, which has its own error types.
            self.init(lostTo: host, proxy: proxy, status: status)
        }
    }

    private static func isHangUp(_ error: IOError) -> Bool {
        [ECONNRESET, EPIPE, ENOTCONN, EBADF].contains(error.errnoCode)
    }

    private static func refusal(by proxy: ProxyServer?, of host: String) -> String {
        "the proxy \(proxy.map { "\($0)" } ?? "") does not connect to \(host)"
    }

    private init(lostTo host: String, proxy: ProxyServer?, status: Int?) {
        let message =
            if status != nil {
                "the connection was lost in the middle of the answer"
            } else if let proxy {
                "the proxy \(proxy) closed the connection before an answer came"
            } else {
                "\(host) closed the connection before an answer came"
            }
        self.init(.connection, httpStatus: status, message: message)
    }

    private init(
        clientError error: HTTPClientError,
        request: HTTPTransportRequest,
        proxy: ProxyServer?,
        status: Int?
    ) {
        let host = request.host
        let place = proxy.map { "\($0)" } ?? host
        let next = proxy == nil ? host : "the proxy \(place)"
        switch error {
        case .cancelled:
            self.init(.cancelled, message: "cancelled")
        case .connectTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            self.init(.timeout, message: "\(next) did not answer in time")
        case .tlsHandshakeTimeout:
            self.init(.timeout, message: "\(host) did not agree on a secure connection in time")
        case .deadlineExceeded, .getConnectionFromPoolTimeout:
            self = .late(beyond: request.timeout, status: status)
        case .remoteConnectionClosed, .bodyLengthMismatch, .requestStreamCancelled:
            self.init(lostTo: host, proxy: proxy, status: status)
        case .proxyAuthenticationRequired:
            let isRefused = proxy?.credentials != nil
            self.init(
                .connection,
                message: isRefused
                    ? "\(next) refuses the user name and password that it was given"
                    : "\(next) wants a user name and password: http://user:password@\(place)"
            )
        case .invalidProxyResponse:
            self.init(.connection, message: Self.refusal(by: proxy, of: host))
        case .invalidURL, .emptyHost, .emptyScheme:
            self.init(.badRequest, message: "the address of the service is not valid")
        default:
            self.init(
                .connection,
                httpStatus: status,
                message: "the connection failed: \(error.shortDescription)"
            )
        }
    }

    private init(tlsError error: any Error, host: String, proxy: ProxyServer?) {
        let stack = "\(error)"
        let message =
            if error as? NIOSSLExtraError == .failedToValidateHostname {
                "the certificate that \(host) shows is another host's; is the address right, "
                    + "or does somebody intercept it?"
            } else if stack.contains("CERTIFICATE_VERIFY_FAILED") {
                "the certificate of \(host) is not to be trusted: it has expired, or was signed by "
                    + "an authority unknown here; SSL_CERT_FILE can name those to trust"
            } else if stack.contains("WRONG_VERSION_NUMBER") || stack.contains("HTTP_REQUEST") {
                "\(host) answers without TLS; if that is intended, use an http:// address"
            } else {
                "no secure connection to \(host) could be agreed on"
            }
        // A server that leaves during the handshake has said nothing about its identity.
        guard !stack.contains("EOF") else {
            self.init(lostTo: host, proxy: proxy, status: nil)
            return
        }
        self.init(.tls, message: message)
    }

    private static func words(for error: NIOConnectionError, proxy: ProxyServer?) -> String {
        let place = (proxy == nil ? "" : "the proxy ") + "\(error.host):\(error.port)"
        if error.connectionErrors.isEmpty {
            let name = proxy == nil ? "the name" : "the proxy's name"
            return "\(name) \(error.host) could not be resolved; is the network up?"
        }
        let isRefused = error.connectionErrors.contains {
            ($0.error as? IOError)?.errnoCode == ECONNREFUSED
        }
        return isRefused ? "\(place) refused the connection" : "\(place) cannot be reached"
    }
}
