import CDispatchMonitor
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
        var opened = try await open(session, workspace, keyLabel: keyLabel, choice: choice?.kind)
        opened.context.isDemo = isDemo
        let hasNoColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        do {
            let (chosen, signal) = try await Terminal.withTerminal(
                theme: opened.theme.theme,
                allowsColor: session.settings.allowsColor && !hasNoColor
            ) { terminal in
                var current: AppRuntime?
                terminal.start { event in current?.send(event) }
                let choosing = choice.map { [AppEvent.choiceBegan(filter: $0.filter)] } ?? []
                let substituting = terminal.substitution.map {
                    [AppEvent.terminalSubstituted(unknown: $0.unknown, used: $0.used)]
                }
                var news = (substituting ?? []) + choosing
                while true {
                    let runtime = opened.runtime(on: terminal)
                    current = runtime
                    await run(runtime, opened, news, keepsHouse: choice == nil)
                    guard let name = runtime.state.nextService else {
                        return (runtime.state.chosen, terminal.endingSignal)
                    }
                    (opened, news) = await next(name, after: opened)
                    news += runtime.state.nextModel.map { [.arrived(at: $0)] } ?? []
                }
            }
            if let signal { throw EndedBySignal(number: signal) }
            return chosen
        } catch let error as TerminalError {
            throw CommandFailure("\(error)", .usage)
        }
    }

    /// What a service's interface begins with, read before the terminal is taken, so that a damaged
    /// database is an ordinary error.
    private struct Opened {
        let session: Session
        let workspace: Workspace
        var context: AppContext
        /// What the first screen shows; the runtime reads the rest.
        let firstModels: AppEvent
        let arrangement: String?
        let theme: ThemeInUse
        let pair: ThemePair?
        let themeEvents: [AppEvent]

        @MainActor func runtime(on terminal: Terminal) -> AppRuntime {
            var state = AppState(
                context: context,
                settings: InterfaceSettings(json: arrangement),
                size: terminal.size,
                now: session.time.now()
            )
            state.use(theme, pair)
            return AppRuntime(
                state: state,
                services: Interface.services(session, workspace),
                screen: terminal,
                time: session.time
            )
        }
    }

    private static func open(
        _ session: Session,
        _ workspace: Workspace,
        keyLabel: String,
        choice: AppContext.Choice?
    ) async throws -> Opened {
        var context = context(session.settings, keyLabel: keyLabel, choice: choice)
        context.notifies = session.settings.notifies
        context.messageTime = session.settings.messageTime
        context.hasOtherServices = session.hasOtherDatabases
        let store = workspace.store
        do {
            let arrangement = try store.setting(InterfaceSettings.key)
            let remembered = try store.setting(ThemeLibrary.settingKey)
            // Two themes are read while SQLite reads the models.
            async let themes = session.theme(remembered: remembered)
            let now = session.time.now()
            let first = choice == nil ? try store.firstModels(now: now) : nil
            let lastRefresh = try store.lastRefresh()
            let firstModels: AppEvent =
                if let first {
                    .firstModelsLoaded(first.models, of: first.count, lastRefresh: lastRefresh)
                } else {
                    .modelsLoaded(try store.models(now: now), lastRefresh: lastRefresh)
                }
            let (theme, pair, events) = try await themes
            return Opened(
                session: session,
                workspace: workspace,
                context: context,
                firstModels: firstModels,
                arrangement: arrangement,
                theme: theme,
                pair: pair,
                themeEvents: events
            )
        } catch let error as StoreError {
            throw CommandFailure(error)
        }
    }

    /// Another service's beginning; the same one's, with the reason, if that has none.
    private static func next(
        _ name: String,
        after last: Opened
    ) async -> (Opened, [AppEvent]) {
        guard let session = last.session.switched(to: name) else { return (last, []) }
        do {
            return (try await open(session, session.openWorkspace(), after: last), [])
        } catch {
            let reason = (error as? CommandFailure)?.message ?? "\(error)"
            let path = session.settings.databasePath
            // What the interface changed since it began is in the database.
            let again = try? await open(last.session, last.workspace, after: last)
            return (again ?? last, [.storeFailed(.failed(path: path, reason: reason))])
        }
    }

    private static func open(
        _ session: Session,
        _ workspace: Workspace,
        after last: Opened
    ) async throws -> Opened {
        let keyLabel = session.settings.keyStore.label
        var opened = try await open(session, workspace, keyLabel: keyLabel, choice: nil)
        opened.context.isDemo = last.context.isDemo
        if last.context.isDemo { opened.context.keyLabel = last.context.keyLabel }
        return opened
    }

    private static func run(
        _ runtime: AppRuntime,
        _ opened: Opened,
        _ news: [AppEvent],
        keepsHouse: Bool
    ) async {
        let (session, store) = (opened.session, opened.workspace.store)
        // Starts once the first paint frees this actor.
        let housekeeping = Task {
            _ = try? await store.markInterruptedGenerations()
            guard keepsHouse else { return }
            await session.forgetWhatIsOld(store)
        }
        await runtime.run(
            first: [opened.firstModels] + opened.themeEvents + news
        )
        housekeeping.cancel()
    }

    fileprivate static func services(_ session: Session, _ workspace: Workspace) -> Services {
        let settings = session.settings
        var services = Services.live(
            workspace: workspace,
            findKey: { [keyStore = settings.keyStore] in await findKey(keyStore) },
            editor: ExternalEditor(
                environment: session.environment,
                folder: FileManager.default.temporaryDirectory
            ),
            themesFolder: settings.locations.themes
        )
        services.rest = dispatch_monitor_rest
        services.all = { await session.serviceEntries() }
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
        var context = AppContext(
            service: settings.service.name,
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
        context.kind = settings.service.kind
        context.keyVariable = settings.service.keyVariable
        context.exportedKeyVariable = settings.service.exportedKeyVariable
        context.keySetCommand = settings.service.keySetCommand
        context.keyHint = "\(settings.service.keyHint)"
        return context
    }
}
