package import MusterCore

/// Links in a terminal (OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
extension WebPage {
    /// The sequence that begins a link to the page.
    package var linkStart: String { "\u{1B}]8;;\(address)\u{1B}\\" }

    /// The sequence that ends any link.
    package static let linkEnd = "\u{1B}]8;;\u{1B}\\"

    /// The text as a link to the page.
    package func link(_ text: String) -> String { linkStart + text + Self.linkEnd }
}
