import Foundation

/// The themes in the user's folder, and those built in from `themes/`.
package struct ThemeLibrary: Sendable, Hashable {
    package static let defaultName = "night"
    /// The default on a light background.
    package static let lightName = "day"

    /// The key under which the database keeps the chosen name.
    package static let settingKey = "theme"

    /// The largest file that it reads, in bytes.
    private static let sizeLimit = 256 * 1024

    private let folder: String

    /// The folder of the user's themes need not exist.
    package init(folder: String) {
        self.folder = folder
    }

    /// Finds a theme by name; the user's own beat those built in.
    ///
    /// A user's theme has its file's name without `.yaml`.
    package func entry(named name: String) throws(ThemeError) -> ThemeEntry {
        let isPlainName = !name.contains("/") && !name.hasPrefix(".")
        if isPlainName, let own = own(name) {
            return ThemeEntry(name: name, isOwn: true, theme: .success(try own.get()))
        }
        guard let yaml = Self.builtIn.first(where: { $0.name == name })?.yaml() else {
            throw .notFound(name: name, available: Self.builtInNames)
        }
        let theme = try Theme(yaml: String(decoding: yaml, as: UTF8.self), file: name)
        return ThemeEntry(name: name, isOwn: false, theme: .success(theme))
    }

    /// All themes: the user's own by name, then those built in that they do not hide.
    package func entries() -> [ThemeEntry] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let own = files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(5)) }.sorted()
            .compactMap { name in
                self.own(name).map { ThemeEntry(name: name, isOwn: true, theme: $0) }
            }
        let names = Set(own.map(\.name))
        let builtIn = Self.builtIn.filter { !names.contains($0.name) }.map { file in
            let yaml = String(decoding: file.yaml(), as: UTF8.self)
            let theme = Result { () throws(ThemeError) in try Theme(yaml: yaml, file: file.name) }
            return ThemeEntry(name: file.name, isOwn: false, theme: theme)
        }
        return own + builtIn
    }

    package static var builtInNames: [String] { builtIn.map(\.name) }

    package func path(ofOwn name: String) -> String { "\(folder)/\(name).yaml" }

    /// The user's theme of that name; `nil` without such a file.
    private func own(_ name: String) -> Result<Theme, ThemeError>? {
        let path = path(ofOwn: name)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard data.count <= Self.sizeLimit else {
            return .failure(.unreadable(file: "\(name).yaml", line: nil, reason: "it is too large"))
        }
        return Result { () throws(ThemeError) in
            try Theme(yaml: String(decoding: data, as: UTF8.self), file: "\(name).yaml")
        }
    }

    /// The files of the folder `themes/`, compiled in; a test compares the two.
    private static let builtIn: [(name: String, yaml: @Sendable () -> [UInt8])] = [
        ("night", { PackageResources.night_yaml }),
        ("day", { PackageResources.day_yaml }),
        ("catppuccin-mocha", { PackageResources.catppuccin_mocha_yaml }),
        ("gruvbox-dark", { PackageResources.gruvbox_dark_yaml }),
        ("gruvbox-light", { PackageResources.gruvbox_light_yaml }),
        ("nord", { PackageResources.nord_yaml }),
        ("rose-pine", { PackageResources.rose_pine_yaml }),
        ("rose-pine-dawn", { PackageResources.rose_pine_dawn_yaml }),
        ("solarized-light", { PackageResources.solarized_light_yaml }),
        ("contrast-dark", { PackageResources.contrast_dark_yaml }),
        ("contrast-light", { PackageResources.contrast_light_yaml }),
        ("monochrome", { PackageResources.monochrome_yaml }),
        ("terminal", { PackageResources.terminal_yaml }),
    ]
}
