import Foundation
import NIOCore

/// The hosts that are reached without a proxy, as `NO_PROXY` names them.
///
/// `*` is every host; `example.org` and `.example.org` are that host and all below it;
/// `host:port` is only that port; `10.0.0.0/8` is a network.
struct ProxyExemptions: Equatable, Sendable {
    private enum Entry: Equatable {
        case all
        case domain(String, port: Int?)
        case network([UInt8], bits: Int)
    }

    private let entries: [Entry]

    /// Reads a list whose entries are separated by commas or spaces; what cannot be read is no entry.
    init(_ list: String = "") {
        entries = list.lowercased().split { $0 == "," || $0.isWhitespace }
            .compactMap { Self.entry(String($0)) }
    }

    /// Whether a host is one of them.
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

    /// A host without the brackets of IPv6 and without the dot that ends an absolute name.
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
