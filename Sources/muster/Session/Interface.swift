import Foundation
import MusterCore
import MusterTerminal
import MusterUI

/// Builds the interface from a session, and runs it.
@MainActor
enum Interface {
    /// Opens the interface and returns the models that the user chose for a script.
    ///
    /// - Throws: `CommandFailure` before it takes the terminal, `EndedBySignal` after it has
    ///   restored it.
    @discardableResult
    static func run(
        _ session: Session,
        _ workspace: Workspace,
        keyLabel: String,
        isDemo: Bool = false,
        choice: (kind: AppContext.Choice, filter: String)? = nil
    ) async throws -> [ModelID] {
        let time = session.time
        let store = workspace.store
        let services = services(session, workspace)
        var context = context(session.settings, keyLabel: keyLabel, choice: choice?.kind)
        context.isDemo = isDemo
        // Read before the terminal is taken, so that a damaged database is an ordinary error.
        let (models, lastRefresh, arrangement, remembered): ([Model], Date?, String?, String?)
        do throws(StoreError) {
            (models, lastRefresh, arrangement, remembered) = (
                try store.models(now: time.now()), try store.lastRefresh(),
                try store.setting(InterfaceSettings.key),
                try store.setting(ThemeLibrary.settingKey)
            )
        } catch {
            throw CommandFailure(error)
        }
        let (theme, themeEvents) = try session.theme(remembered: remembered)
        let hasNoColor =
            ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        do {
            let (chosen, signal) = try await Terminal.withTerminal(
                theme: theme.theme,
                allowsColor: session.settings.allowsColor && !hasNoColor
            ) { terminal in
                var state = AppState(
                    context: context,
                    settings: InterfaceSettings(json: arrangement),
                    size: terminal.size,
                    now: time.now()
                )
                state.use(theme)
                let runtime = AppRuntime(
                    state: state,
                    services: services,
                    screen: terminal,
                    time: time
                )
                terminal.start { event in runtime.send(event) }
                // Starts once the first paint frees this actor.
                let housekeeping = Task {
                    _ = try? await store.markInterruptedGenerations()
                    guard choice == nil else { return }
                    await session.forgetWhatIsOld(store)
                }
                let choosing = choice.map { [AppEvent.choiceBegan(filter: $0.filter)] } ?? []
                let substituting = terminal.substitution.map {
                    [AppEvent.terminalSubstituted(unknown: $0.unknown, used: $0.used)]
                }
                await runtime.run(
                    first: [.modelsLoaded(models, lastRefresh: lastRefresh)] + themeEvents
                        + (substituting ?? []) + choosing
                )
                housekeeping.cancel()
                return (runtime.state.chosen, terminal.endingSignal)
            }
            if let signal { throw EndedBySignal(number: signal) }
            return chosen
        } catch let error as TerminalError {
            throw CommandFailure("\(error)", .usage)
        }
    }

    private static func services(_ session: Session, _ workspace: Workspace) -> Services {
        let settings = session.settings
        var services = Services.live(
            workspace: workspace,
            findKey: { [keyStore = settings.keyStore] in await findKey(keyStore) },
            editor: ExternalEditor(
                environment: ProcessInfo.processInfo.environment,
                folder: FileManager.default.temporaryDirectory
            ),
            themesFolder: settings.locations.themes
        )
        services.manual = { page, message in
            guard let message else {
                let topic = HelpTopic.all.first { $0.name == page.topic }
                return topic?.markdown() ?? ""
            }
            return HelpTopic.troubleshooting(message).joined(separator: "\n\n")
        }
        return services
    }

    /// Looks for the key again, which reads files, off the screen's actor.
    @concurrent
    private nonisolated static func findKey(
        _ keyStore: KeyStore
    ) async -> (label: SanitizedText, isMissing: Bool) {
        ("\(keyStore.label)", keyStore.source == .none)
    }

    private static func context(
        _ settings: Settings,
        keyLabel: String,
        choice: AppContext.Choice?
    ) -> AppContext {
        AppContext(
            host: "\(settings.baseURL.place)",
            keyLabel: "\(keyLabel)",
            lacksKey: settings.keyStore.source == .none && !settings.baseURL.isLoopback,
            isASCII: settings.isASCII,
            baseURL: settings.baseURL,
            routes: settings.routes,
            monitorBudget: settings.monitorBudget,
            fallbacks: settings.fallbacks,
            keyMap: settings.keyMap,
            isForScreenReader: settings.isForScreenReader,
            choice: choice
        )
    }
}
