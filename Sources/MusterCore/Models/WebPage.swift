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
        address = root + (path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")
    }
}
