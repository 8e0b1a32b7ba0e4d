import Foundation
import NIOCore

/// Chooses proxies by the environment variables that curl reads.
///
/// `https_proxy` and `http_proxy` apply to URLs of that scheme, `all_proxy` to the rest, and
/// `no_proxy` lists hosts to reach directly. Each may be in capitals too, except `http_proxy`,
/// because web servers set `HTTP_PROXY` from a request's `Proxy:` header. Requests to this machine
/// never use a proxy.
package struct ProxySettings: Sendable, Equatable {
    private struct Setting: Equatable {
        /// The variable, for messages; its value may contain a password.
        let variable: String
        let value: String
    }

    private var forHTTP: Setting?
    private var forHTTPS: Setting?
    private var exemptions: ProxyExemptions

    package static let none = ProxySettings(environment: [:])

    /// Reads the settings; an empty variable counts as unset.
    package init(environment: [String: String]) {
        func first(_ names: String...) -> Setting? {
            for name in names {
                guard let value = environment[name]?.trimmingCharacters(in: .whitespaces),
                    !value.isEmpty
                else { continue }
                return Setting(variable: name, value: value)
            }
            return nil
        }
        let forAll = first("all_proxy", "ALL_PROXY")
        forHTTP = first("http_proxy") ?? forAll
        forHTTPS = first("https_proxy", "HTTPS_PROXY") ?? forAll
        exemptions = ProxyExemptions(first("no_proxy", "NO_PROXY")?.value ?? "")
    }

    /// Describes the route to an address, without passwords: `none`, or a proxy with its variable.
    package func explanation(for url: String) -> String {
        do throws(ServiceFailure) {
            guard let proxy = try proxy(for: url) else { return "none" }
            return "\(proxy) (\(setting(for: url)?.variable ?? ""))"
        } catch {
            return error.message
        }
    }

    /// The proxy for an address; an error names the variable whose value is unusable.
    func proxy(for url: String) throws(ServiceFailure) -> ProxyServer? {
        guard let setting = setting(for: url), let parts = URLComponents(string: url),
            let host = parts.host, !ServiceURL.isLoopback(host: host)
        else { return nil }
        let port = parts.port ?? (parts.scheme?.lowercased() == "https" ? 443 : 80)
        guard !exemptions.contains(host: host, port: port) else { return nil }
        do {
            return try ProxyServer(setting.value)
        } catch {
            throw ServiceFailure(
                .connection,
                message: "\(setting.variable) names no proxy that can be used: \(error.reason)"
            )
        }
    }

    private func setting(for url: String) -> Setting? {
        url.lowercased().hasPrefix("https:") ? forHTTPS : forHTTP
    }
}

extension ProxyServer.Unusable {
    fileprivate var reason: String {
        switch self {
        case .needsTLS: "HTTPS proxies are not supported, only http://"
        case .unknownProtocol(let name): "its protocol can be http or socks5, not \(name)"
        case .hasSOCKSCredentials: "SOCKS proxies with a user name are not supported"
        case .unreadable: "it needs an address such as http://proxy.example:8080"
        }
    }
}

/// A proxy and its protocol.
///
/// Its description is safe to show: it contains neither user name nor password.
struct ProxyServer: Hashable, Sendable {
    enum Kind: Sendable {
        /// An HTTP proxy, asked by CONNECT.
        case http
        /// SOCKS 5, which also resolves the service's name.
        case socks
    }

    struct Credentials: Hashable, Sendable {
        var user: String
        var password: String
    }

    enum Unusable: Error {
        /// A proxy that itself requires TLS.
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
    /// The port that curl uses by default.
    private static let defaultPort = 1080

    /// Parses `[protocol://][user:password@]host[:port]`.
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
        // Foundation reads a port that no Int holds as none.
        let end = text[(text.lastIndex(of: ":") ?? text.startIndex)...].dropFirst().prefix {
            $0 != "/"
        }
        let hasPort = !end.isEmpty && end.count < text.count && end.allSatisfy(\.isNumber)
        guard parts.port != nil || !hasPort else { throw .unreadable }
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

/// Hosts to reach without a proxy, in the syntax of `NO_PROXY`.
///
/// `*` matches every host; `example.org` and `.example.org` match the domain and its subdomains;
/// `host:port` matches only that port; `10.0.0.0/8` matches a network.
struct ProxyExemptions: Equatable, Sendable {
    private enum Entry: Equatable {
        case all
        case domain(String, port: Int?)
        case network([UInt8], bits: Int)
    }

    private let entries: [Entry]

    /// Parses a list separated by commas or spaces, and ignores invalid entries.
    init(_ list: String = "") {
        entries = list.lowercased().split { $0 == "," || $0.isWhitespace }
            .compactMap { Self.entry(String($0)) }
    }

    func contains(host: String, port: Int) -> Bool {
        let host = Self.bare(host.lowercased())
        let address = Self.addressBytes(host)
        return entries.contains { entry in
            switch entry {
            case .all:
                true
            case .domain(let domain, let onlyPort):
                (onlyPort == nil || onlyPort == port)
                    && (host == domain || (address == nil && host.hasSuffix(".\(domain)")))
            case .network(let bytes, let bits):
                address.map { Self.isEqual($0, bytes, bits: bits) } ?? false
            }
        }
    }

    private static func entry(_ text: String) -> Entry? {
        if text == "*" { return .all }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if halves.count == 2 {
            guard let bytes = addressBytes(bare(halves[0])), let bits = Int(halves[1]),
                (0...bytes.count * 8).contains(bits)
            else { return nil }
            return .network(bytes, bits: bits)
        }
        if let bytes = addressBytes(bare(text)) {
            return .network(bytes, bits: bytes.count * 8)
        }
        var (name, port) = (text, Int?.none)
        if let colon = text.lastIndex(of: ":") {
            port = Int(text[text.index(after: colon)...])
            guard port != nil else { return nil }
            name = String(text[..<colon])
        }
        if name.hasPrefix("*.") { name.removeFirst() }
        if name.hasPrefix(".") { name.removeFirst() }
        name = bare(name)
        return name.isEmpty ? nil : .domain(name, port: port)
    }

    /// The host without the brackets of IPv6 and without a trailing dot.
    private static func bare(_ host: String) -> String {
        if host.hasPrefix("["), host.hasSuffix("]") { return String(host.dropFirst().dropLast()) }
        return host.hasSuffix(".") ? String(host.dropLast()) : host
    }

    private static func addressBytes(_ text: String) -> [UInt8]? {
        switch try? SocketAddress(ipAddress: text, port: 0) {
        case .v4(let address):
            withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address):
            withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        default:
            nil
        }
    }

    private static func isEqual(_ one: [UInt8], _ other: [UInt8], bits: Int) -> Bool {
        guard one.count == other.count else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard one[..<whole] == other[..<whole] else { return false }
        return rest == 0 || one[whole] >> (8 - rest) == other[whole] >> (8 - rest)
    }
}
