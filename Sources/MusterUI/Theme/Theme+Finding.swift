import Foundation

extension Theme {
    /// The theme that is used when none is named.
    package static let defaultName = "night"

    /// Finds a theme: the user's own before those built in.
    ///
    /// - Parameters:
    ///   - name: its name, which for a user's own is the file's name without `.yaml`.
    ///   - folder: where the user's own are.
    /// - Returns: the theme.
    /// - Throws: `ThemeError` when there is none of that name, or it cannot be read.
    package static func find(_ name: String, in folder: String) throws(ThemeError) -> Theme {
        let isPlainName = !name.contains("/") && !name.hasPrefix(".")
        if isPlainName, let data = FileManager.default.contents(atPath: "\(folder)/\(name).yaml") {
            return try Theme(yaml: String(decoding: data, as: UTF8.self))
        }
        guard let yaml = builtIn[name] else {
            throw .notFound(name: name, available: builtIn.keys.sorted())
        }
        return try Theme(yaml: yaml)
    }

    /// The themes of the folder `themes/`, compiled in.
    private static var builtIn: [String: String] {
        ["night": String(decoding: PackageResources.night_yaml, as: UTF8.self)]
    }
}
