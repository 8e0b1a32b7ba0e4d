import Foundation

/// The address of a page on the web, in printable ASCII.
package struct WebPage: Sendable, Hashable {
    package let address: String

    /// The page of a model; `root` is the address before its ID.
    init(of id: ModelID, below root: String) {
        self.init(root, id.rawValue)
    }

    /// A repository's page on the Hugging Face Hub.
    package init(of id: HuggingFaceID) {
        self.init("https://huggingface.co/", id.rawValue)
    }

    private init(_ root: String, _ path: String) {
        // Hardly any ID has something to encode, and Foundation would take a while at the start.
        let isPlain = path.utf8.allSatisfy(Self.isPlain)
        let encoded =
            isPlain ? path : path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
        address = root + (encoded ?? "")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default:
            false
        }
    }
}
