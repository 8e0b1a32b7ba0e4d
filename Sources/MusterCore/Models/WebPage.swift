import Foundation

/// The address of a page on the web, in printable ASCII, as a terminal's link has to be.
package struct WebPage: Sendable, Hashable {
    package let address: String

    /// A model's page, below the address of all.
    init(of id: ModelID, below root: String) {
        self.init(root, id.rawValue)
    }

    /// A repository's page on the Hugging Face Hub.
    package init(of id: HuggingFaceID) {
        self.init("https://huggingface.co/", id.rawValue)
    }

    private init(_ root: String, _ path: String) {
        address = root + (path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")
    }

    /// The text as a link to the page (OSC 8,
    /// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
    package func link(_ text: String) -> String { start + text + Self.end }

    /// What begins the link, and what ends it.
    package var start: String { "\u{1B}]8;;\(address)\u{1B}\\" }
    package static let end = "\u{1B}]8;;\u{1B}\\"
}
