import Foundation

/// Which requests go by a proxy, and by which: the environment variables that curl reads.
///
/// `https_proxy` and `http_proxy` are for addresses of that kind, `all_proxy` for those that have
/// none of their own, and `no_proxy` names hosts that need none. Each may be in capitals too, except
/// `http_proxy`, which a web server sets from a request's `Proxy:` header. This machine is never
/// asked by a proxy.
package struct ProxySettings: Sendable, Equatable {
    private struct Setting: Equatable {
        /// The variable, for complaints; its value may hold a password.
        let variable: String
        let value: String
    }

    private var forHTTP: Setting?
    private var forHTTPS: Setting?
    private var exemptions: ProxyExemptions

    /// No proxies.
    package static let none = ProxySettings(environment: [:])

    /// Reads the settings; an empty variable is one that is not set.
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

    /// Where requests to an address go, in words without a password: `none`, or a proxy with the
    /// variable that names it.
    package func explanation(for url: String) -> String {
        do throws(ServiceFailure) {
            guard let proxy = try proxy(for: url) else { return "none" }
            return "\(proxy) (\(setting(for: url)?.variable ?? ""))"
        } catch {
            return error.message
        }
    }

    /// The proxy for an address, if there is one.
    ///
    /// - Throws: a failure that names the variable when its value is no proxy that can be used.
    func proxy(for url: String) throws(ServiceFailure) -> ProxyServer? {
        guard let setting = setting(for: url), let parts = URLComponents(string: url),
            let host = parts.host, !BaseURL.isLoopback(host: host)
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
    /// What to write instead.
    fileprivate var reason: String {
        switch self {
        case .needsTLS: "proxies that are themselves asked by TLS are not supported, only http://"
        case .unknownProtocol(let name): "its protocol can be http or socks5, not \(name)"
        case .hasSOCKSCredentials: "SOCKS proxies with a user name are not supported"
        case .unreadable: "it needs an address such as http://proxy.example:8080"
        }
    }
}
