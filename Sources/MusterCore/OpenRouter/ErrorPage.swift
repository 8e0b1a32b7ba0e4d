import Foundation
import NIOHTTP1

/// An HTML page in place of an answer: a proxy's, a content network's, or a wrong address's.
struct ErrorPage {
    private let text: String
    private let headers: HTTPHeaders

    /// `nil` if the body is not HTML.
    init?(_ body: Data, headers: HTTPHeaders) {
        text = String(decoding: body.prefix(64 << 10), as: UTF8.self)
        guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return nil }
        self.headers = headers
    }

    /// What it is, with its title and Cloudflare's ray ID, by which its support finds the request.
    var words: String {
        var words = "the server sent an HTML page instead of an answer, as proxies do"
        if let title { words += ": \(title)" }
        if let rayID { words += " (Cloudflare Ray ID \(rayID))" }
        return words
    }

    private var title: String? {
        guard let start = text.range(of: "<title", options: .caseInsensitive),
            let open = text[start.upperBound...].firstIndex(of: ">"),
            let end = text.range(
                of: "</title",
                options: .caseInsensitive,
                range: open..<text.endIndex
            )
        else { return nil }
        let title = text[text.index(after: open)..<end.lowerBound].prefix(200)
        let line = title.onOneLine
        return line.isEmpty ? nil : line
    }

    private var rayID: String? {
        if let id = headers.first(name: "CF-RAY") { return String(id.prefix(40)) }
        guard let mark = text.range(of: "Ray ID") else { return nil }
        // Cloudflare's own page has the ID within an element.
        let rest = text[mark.upperBound...].prefix(200)
        let words = rest.split { !$0.isHexDigit }
        return words.first { $0.count >= 16 }.map(String.init)
    }
}
