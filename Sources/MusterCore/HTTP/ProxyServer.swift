import Foundation

/// A proxy, and how it is spoken to.
///
/// Its description is safe to show: it has neither user name nor password.
struct ProxyServer: Hashable, Sendable {
    enum Kind: Sendable {
        /// Asked by CONNECT for a connection to the service.
        case http
        /// SOCKS 5, which also resolves the service's name.
        case socks
    }

    struct Credentials: Hashable, Sendable {
        var user: String
        var password: String
    }

    /// Why an address does not do.
    enum Unusable: Error {
        /// A proxy that is itself spoken to by TLS.
        case needsTLS
        /// SOCKS 4, or another protocol.
        case unknownProtocol(String)
        /// SOCKS with a user name.
        case hasSOCKSCredentials
        case unreadable
    }

    var kind: Kind
    var host: String
    var port: Int
    var credentials: Credentials?
}

extension ProxyServer {
    /// What curl takes when an address names no port.
    private static let defaultPort = 1080

    /// Reads an address as the variables have it: `[protocol://][user:password@]host[:port]`.
    init(_ text: String) throws(Unusable) {
        let hasProtocol = text.contains("://")
        let parts = URLComponents(string: hasProtocol ? text : "http://\(text)")
        guard let parts, let host = parts.host, !host.isEmpty else { throw .unreadable }
        switch parts.scheme?.lowercased() {
        case "http": kind = .http
        case "socks5", "socks5h": kind = .socks
        case "https": throw .needsTLS
        case let other: throw .unknownProtocol(other ?? "")
        }
        self.host = host.trimmingCharacters(in: ["[", "]"])
        port = parts.port ?? Self.defaultPort
        guard (1...65535).contains(port) else { throw .unreadable }
        guard let user = parts.user else { return }
        guard kind == .http else { throw .hasSOCKSCredentials }
        credentials = Credentials(user: user, password: parts.password ?? "")
    }
}

extension ProxyServer: CustomStringConvertible {
    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
