import MusterCore
import MusterUI

extension Session {
    /// The initial theme: the one in flag, environment or file, else the last choice, else the
    /// default.
    ///
    /// If the last choice is unusable, the default theme replaces it and the events explain why.
    func theme(remembered: String?) throws -> (theme: ThemeInUse, events: [AppEvent]) {
        let library = ThemeLibrary(folder: settings.locations.themes)
        let (name, origin): (String, ThemeInUse.Origin) =
            settings.theme.map { ($0.name, $0.origin) }
            ?? remembered.map { ($0, .remembered) } ?? (ThemeLibrary.defaultName, .standard)
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
        do throws(ThemeError) {
            return (try theme(name, as: name), [])
        } catch {
            guard origin == .remembered,
                let standard = try? theme(ThemeLibrary.defaultName, as: name)
            else { throw CommandFailure("\(error)", .badConfiguration) }
            return (standard, [.themeRead(name, .failure(error))])
        }
    }
}
