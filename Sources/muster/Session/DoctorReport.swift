import Foundation
import MusterCore

/// Collects the facts for a bug report; a failed check does not stop the others.
enum DoctorReport {
    /// A line of the report, and a key of its JSON.
    struct Fact {
        let name: String
        /// `nil` for `null` in JSON.
        let value: String?
        /// What the report says in its place.
        let absence: String

        init(_ name: String, _ value: String?, absence: String = "none") {
            self.name = name
            self.value = value
            self.absence = absence
        }

        var words: String { value ?? absence }
    }

    /// In print order; all but `service_NAME` are always there.
    static func facts(_ session: Session) async -> [Fact] {
        let settings = session.settings
        let environment = session.environment
        var facts = [
            Fact("muster", Muster.version),
            Fact("system", ProcessInfo.processInfo.operatingSystemVersionString),
            Fact("terminal", environment["TERM"]),
            Fact("color_terminal", environment["COLORTERM"]),
            Fact("locale", locale(environment), absence: "not set"),
            Fact("configuration", existing(settings.configurationPath)),
            Fact("log", existing(settings.logPath)),
            Fact("database", existing(settings.databasePath)),
        ]
        facts += await databaseFacts(session)
        facts += [
            Fact("key", "\(settings.keyStore.source)"),
            Fact("base_url", settings.baseURL.string),
            Fact("proxy", settings.proxies.explanation(for: settings.baseURL.string)),
            Fact("service", await reachability(session)),
        ]
        facts += await otherServices(session)
        facts += [
            Fact("hub", settings.hubEndpoint.string),
            Fact("hub_token", settings.hubToken.map { _ in "HF_TOKEN" }),
        ]
        return facts
    }

    /// The services of the configuration, each with its address, its key's source and an answer.
    private static func otherServices(_ session: Session) async -> [Fact] {
        let builtIn = Set(ServiceSettings.builtIn.map(\.name))
        var facts: [Fact] = []
        for service in session.settings.services
        where !builtIn.contains(service.name) && service.name != session.settings.service.name {
            guard let other = session.switched(to: service.name) else { continue }
            let key = other.settings.keyStore.source
            facts.append(
                Fact(
                    "service_\(service.name)",
                    "\(service.baseURL), \(service.kind.name), key \(key): \(await reachability(other))"
                )
            )
        }
        return facts
    }

    private static func locale(_ environment: [String: String]) -> String? {
        ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    private static func existing(_ path: String) -> String {
        FileManager.default.fileExists(atPath: path) ? path : "\(path) (missing)"
    }

    /// Never creates a missing database, nor adopts one of another program.
    private static func databaseFacts(_ session: Session) async -> [Fact] {
        var (owner, models, refreshed): (String?, Int?, Date?)
        var state = "ok"
        // Whether what is absent from the database is known to be.
        var isRead = false
        do {
            let path = session.settings.databasePath
            if FileManager.default.fileExists(atPath: path) {
                let found = try await Store.identity(ofDatabaseAt: path)
                owner = found.service
                if let owner, owner != session.settings.baseURL.string {
                    state = "of another service than base_url"
                } else if !found.isCurrent {
                    state = "of an older version; muster copies and adopts it at first use"
                } else {
                    let workspace = try session.openWorkspace()
                    models = try await session.models(workspace).count
                    refreshed = try workspace.store.lastRefresh()
                    isRead = true
                }
            } else {
                state = "not created yet"
                isRead = true
            }
        } catch let failure as CommandFailure {
            state = failure.message
        } catch {
            state = "\(error)"
        }
        return [
            Fact("database_state", state),
            Fact("database_service", owner, absence: isRead ? "none yet" : "unknown"),
            Fact("models", models.map { "\($0)" }, absence: isRead ? "none yet" : "unknown"),
            Fact(
                "last_refresh",
                JSONDocument.time(refreshed),
                absence: isRead ? "never" : "unknown"
            ),
        ]
    }

    /// Asks about the key if there is one, else for the catalog, which needs none.
    private static func reachability(_ session: Session) async -> String {
        do throws(ServiceFailure) {
            let isKeyTold = session.settings.service.kind.hasAccount
            guard session.settings.keyStore.source != .none, isKeyTold else {
                _ = try await session.client().fetchCatalog()
                return session.settings.keyStore.source == .none
                    ? "reachable, no key" : "reachable; it does not say whether it accepts the key"
            }
            do throws(ServiceFailure) {
                _ = try await session.client().fetchKeyStatus()
                return "reachable, key accepted"
            } catch {
                // Only OpenRouter tells of a key.
                guard error.httpStatus == 404 else { throw error }
                _ = try await session.client().fetchCatalog()
                return "reachable; it does not say whether it accepts the key"
            }
        } catch {
            return error.explanation
        }
    }
}

extension JSONObject {
    init(_ facts: [DoctorReport.Fact]) {
        self = facts.reduce([:]) { $0.adding([$1.name: $1.value]) }
    }
}
