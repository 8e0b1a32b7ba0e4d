import Foundation

/// Rules about the address of a service.
package enum ServiceURL {
    /// Checks and tidies a base URL: http or https, with a host, no slash at its end.
    ///
    /// - Returns: `nil` when it is not one.
    package static func normalize(_ text: String) -> String? {
        var trimmed = text.trimmingCharacters(in: .whitespaces)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard !trimmed.contains(where: \.isWhitespace), let url = URL(string: trimmed),
            let scheme = url.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = url.host(), !host.isEmpty,
            url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil
        else { return nil }
        return scheme + trimmed.dropFirst(scheme.count)
    }

    /// The host, for showing.
    package static func host(of baseURL: String) -> String {
        guard let url = URL(string: baseURL), let host = url.host() else { return baseURL }
        let name = host.contains(":") ? "[\(host)]" : host
        return url.port.map { "\(name):\($0)" } ?? name
    }

    /// Whether two addresses have the same scheme, host and port; a port left out is the scheme's.
    static func isSameOrigin(_ one: URL, _ other: URL) -> Bool {
        func origin(_ url: URL) -> [String?] {
            let scheme = url.scheme?.lowercased()
            let port = url.port ?? (scheme == "https" ? 443 : 80)
            return [scheme, url.host()?.lowercased(), "\(port)"]
        }
        return origin(one) == origin(other)
    }

    /// Whether the service runs on this machine, where a key may travel without TLS.
    package static func isLoopback(_ baseURL: String) -> Bool {
        guard let host = URL(string: baseURL)?.host()?.lowercased() else { return false }
        return host == "localhost" || host == "::1" || host == "[::1]"
            || host.wholeMatch(of: /127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}/) != nil
    }
}
