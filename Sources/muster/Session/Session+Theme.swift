import MusterCore
import MusterUI

extension Session {
    /// The initial theme: the one in flag, environment or file, else the last choice, else the
    /// default.
    ///
    /// If the last choice is unusable, the default theme replaces it and the events explain why.
    func theme(
        remembered: String?
    ) throws -> (theme: ThemeInUse, pair: ThemePair?, events: [AppEvent]) {
        let library = ThemeLibrary(folder: settings.locations.themes)
        let (choice, origin): (ThemeChoice, ThemeInUse.Origin) =
            settings.theme.map { ($0.choice, $0.origin) }
            ?? remembered.map { (ThemeChoice($0), .remembered) } ?? (.automatic, .standard)
        func theme(_ name: String, as shown: String) throws(ThemeError) -> ThemeInUse {
            let entry = try library.entry(named: name)
            let isOwn = entry.isOwn || name != shown
            return ThemeInUse(
                theme: try entry.theme.get(),
                name: shown,
                isOwn: isOwn,
                origin: origin
            )
        }
        let name: String
        do throws(ThemeError) {
            switch choice {
            case .named(let chosen):
                name = chosen
                return (try theme(name, as: name), nil, [])
            case .byBackground(let light, let dark):
                name = dark
                let pair = ThemePair(
                    light: try theme(light, as: light),
                    dark: try theme(dark, as: dark)
                )
                // Until the terminal says otherwise.
                return (pair.dark, pair, [])
            }
        } catch {
            guard origin == .remembered,
                let standard = try? theme(ThemeLibrary.defaultName, as: name)
            else { throw CommandFailure("\(error)", .badConfiguration) }
            return (standard, nil, [.themeRead(name, .failure(error))])
        }
    }
}
