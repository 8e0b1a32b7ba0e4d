import Foundation
import MusterCore

/// Collects the facts for a bug report; a failed check does not stop the others.
enum DoctorReport {
    /// Names and values in print order.
    static func facts(_ session: Session) async -> [(String, String)] {
        let settings = session.settings
        let environment = session.environment
        var facts: [(String, String)] = [
            ("muster", Muster.version),
            ("system", ProcessInfo.processInfo.operatingSystemVersionString),
            ("terminal", environment["TERM"] ?? "none"),
            ("color_terminal", environment["COLORTERM"] ?? "none"),
            ("locale", locale(environment)),
            ("configuration", existing(settings.configurationPath)),
            ("log", existing(settings.logPath)),
            ("database", existing(settings.databasePath)),
        ]
        facts += await databaseFacts(session)
        facts += [
            ("key", "\(settings.keyStore.source)"),
            ("base_url", settings.baseURL.string),
            ("proxy", settings.proxies.explanation(for: settings.baseURL.string)),
            ("service", await reachability(session)),
        ]
        facts += await otherServices(session)
        facts += [
            ("hub", settings.hubEndpoint.string),
            ("hub_token", settings.hubToken == nil ? "none" : "HF_TOKEN"),
        ]
        return facts
    }

    /// The services of the configuration, each with its address, its key's source and an answer.
    private static func otherServices(_ session: Session) async -> [(String, String)] {
        let builtIn = Set(ServiceSettings.builtIn.map(\.name))
        var facts: [(String, String)] = []
        for service in session.settings.services
        where !builtIn.contains(service.name) && service.name != session.settings.service.name {
            guard let other = session.switched(to: service.name) else { continue }
            let key = other.settings.keyStore.source
            facts.append(
                (
                    "service_\(service.name)",
                    "\(service.baseURL), \(service.kind.name), key \(key): \(await reachability(other))"
                )
            )
        }
        return facts
    }

    private static func locale(_ environment: [String: String]) -> String {
        ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
            ?? "not set"
    }

    private static func existing(_ path: String) -> String {
        FileManager.default.fileExists(atPath: path) ? path : "\(path) (missing)"
    }

    /// Never creates a missing database, nor adopts one of another program.
    private static func databaseFacts(_ session: Session) async -> [(String, String)] {
        guard FileManager.default.fileExists(atPath: session.settings.databasePath) else {
            return [("database_state", "not created yet")]
        }
        do {
            let path = session.settings.databasePath
            let found = try await Store.identity(ofDatabaseAt: path)
            let service = ("database_service", found.service ?? "none before the first refresh")
            if let owner = found.service, owner != session.settings.baseURL.string {
                return [("database_state", "of another service than base_url"), service]
            }
            guard found.isCurrent else {
                return [
                    (
                        "database_state",
                        "of an older version; muster copies and adopts it at first use"
                    ), service,
                ]
            }
            let workspace = try session.openWorkspace()
            let models = try await session.models(workspace)
            let refreshed = try workspace.store.lastRefresh()
            return [
                ("database_state", "ok"), service,
                ("models", "\(models.count)"),
                ("last_refresh", JSONDocument.time(refreshed) ?? "never"),
            ]
        } catch let failure as CommandFailure {
            return [("database_state", failure.message)]
        } catch {
            return [("database_state", "\(error)")]
        }
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
