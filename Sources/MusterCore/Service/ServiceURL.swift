import Foundation

/// The address of a service, such as `https://openrouter.ai/api/v1`.
///
/// Different spellings of one address are equal: scheme, host and port are in lower case, without
/// the scheme's default port and without a trailing slash.
package struct ServiceURL: Sendable, Hashable {
    package static let openRouter = ServiceURL(
        string: "https://openrouter.ai/api/v1",
        place: "openrouter.ai",
        isSecure: true,
        isLoopback: false
    )
    package static let huggingFaceHub = ServiceURL(
        string: "https://huggingface.co",
        place: "huggingface.co",
        isSecure: true,
        isLoopback: false
    )

    package let string: String
    /// Host and port for display: `openrouter.ai`, `[::1]:8080`.
    package let place: String
    package let isSecure: Bool
    /// Whether the service runs on this machine, where a key may travel without TLS.
    package let isLoopback: Bool

    private init(string: String, place: String, isSecure: Bool, isLoopback: Bool) {
        self.string = string
        self.place = place
        self.isSecure = isSecure
        self.isLoopback = isLoopback
    }

    /// Parses an address, ignoring spaces around it and trailing slashes.
    ///
    /// `nil` if it is not http or https, has no host, or has a user, a query or a fragment.
    package init?(_ text: String) {
        let start = text.drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace && $0 != "/" }
        let trimmed = String(end.map { start[...$0] } ?? "")
        guard !trimmed.contains(where: \.isWhitespace), let url = URL(string: trimmed),
            let scheme = url.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = url.host(), !host.isEmpty,
            url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil
        else { return nil }
        // Some scalars, such as U+1F3FB, are one character with the slash before them.
        let rest = trimmed.unicodeScalars.dropFirst(scheme.count + "://".count)
        var authority = String(rest.prefix { $0 != "/" }).lowercased()
        let path = String(rest.drop { $0 != "/" })
        guard "/\(authority)".first == "/" else { return nil }
        // NIO traps on a port beyond 16 bits, and Foundation reads one that no Int holds as none.
        let hostEnd: Character = authority.hasPrefix("[") ? "]" : ":"
        let port = authority.drop { $0 != hostEnd }.drop { !$0.isNumber }
        guard port.isEmpty || UInt16(port) != nil else { return nil }
        for port in [scheme == "https" ? ":443" : ":80", ":"] where authority.hasSuffix(port) {
            authority.removeLast(port.count)
        }
        string = "\(scheme)://\(authority)\(path)"
        place = authority
        isSecure = scheme == "https"
        isLoopback = Self.isLoopback(host: host)
    }

    /// The address without its scheme, as part of a file's name: `127.0.0.1-8080-api-v1`.
    var fileName: String {
        var name = ""
        for character in string.drop(while: { $0 != ":" }).dropFirst("://".count)
        where !"[]".contains(character) {
            let isKept =
                character.isASCII
                && (character.isLetter || character.isNumber || "._".contains(character))
            name.append(isKept ? character : "-")
        }
        // A file's name has at most 255 bytes, and SQLite's journal adds to it.
        return String(name.prefix(200))
    }

    package var isOpenRouter: Bool { place == Self.openRouter.place }

    /// The address that was likely meant, where this one has no API.
    package var likelyAddress: String {
        let pages = ["/chat/completions", "/completions", "/models", "/responses"]
        if let page = pages.first(where: string.hasSuffix) {
            return String(string.dropLast(page.count))
        }
        let host = string.prefix(while: { $0 != ":" }) + "://" + place
        if string == "\(host)/api/v1", !isOpenRouter { return "\(host)/v1" }
        // A longer path was written on purpose.
        let isOwn = string.hasSuffix("/v1") && string != "\(host)/v1"
        return isOwn ? string : "\(host)/api/v1"
    }

    /// The URL of a path below it, such as `models`.
    func appending(_ path: String) -> String { "\(string)/\(path)" }

    static func isLoopback(host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        // Setting up a regular expression takes half a millisecond, at every start.
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension ServiceURL: CustomStringConvertible {
    package var description: String { string }
}

extension ServiceURL: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}

extension URL {
    var place: String {
        guard let host = host() else { return absoluteString }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }

    /// Whether both have the same scheme, host and port; a missing port means the scheme's default.
    func hasSameOrigin(as other: URL) -> Bool {
        func origin(_ url: URL) -> [String?] {
            let scheme = url.scheme?.lowercased()
            let port = url.port ?? (scheme == "https" ? 443 : 80)
            return [scheme, url.host()?.lowercased(), "\(port)"]
        }
        return origin(self) == origin(other)
    }
}

extension ServiceURL {
    /// Whether two names of services, as results have them, mean different ones.
    ///
    /// A service without a name of the user's is called by its host and port; on this machine, it may
    /// have another port tomorrow.
    static func differ(_ one: String, _ other: String) -> Bool {
        guard one != other else { return false }
        let areHere = [one, other].allSatisfy { ServiceURL("http://\($0)")?.isLoopback == true }
        return !areHere
    }
}
