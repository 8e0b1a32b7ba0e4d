import Foundation

/// Rules about the address of a service.
package enum ServiceURL {
    /// Checks and tidies a base URL: http or https, with a host, no slash at its end.
    ///
    /// - Returns: `nil` when it is not one.
    package static func normalize(_ text: String) -> String? {
        var trimmed = text.trimmingCharacters(in: .whitespaces)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let url = URL(string: trimmed), let scheme = url.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = url.host(), !host.isEmpty,
            url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil
        else { return nil }
        return scheme + trimmed.dropFirst(scheme.count)
    }

    /// The host, for showing.
    package static func host(of baseURL: String) -> String {
        guard let url = URL(string: baseURL), let host = url.host() else { return baseURL }
        return url.port.map { "\(host):\($0)" } ?? host
    }

    /// Whether the service runs on this machine, where a key may travel without TLS.
    package static func isLoopback(_ baseURL: String) -> Bool {
        guard let host = URL(string: baseURL)?.host()?.lowercased() else { return false }
        return host == "localhost" || host == "::1" || host == "[::1]"
            || host.wholeMatch(of: /127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}/) != nil
    }
}
