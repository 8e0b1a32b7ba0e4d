import Foundation
import MusterCore
import MusterUI

extension Session {
    /// The same session on another service; `nil` for a name that none has.
    func switched(to name: String) -> Session? {
        guard name != settings.service.name else { return self }
        guard let service = settings.reachable.first(where: { $0.name == name }) else { return nil }
        return Session(
            environment: environment,
            settings: settings.switched(to: service),
            console: console,
            time: time,
            transport: transport,
            logger: logger
        )
    }

    /// Whether any other service has a database.
    var hasOtherDatabases: Bool {
        settings.reachable.contains { service in
            service.baseURL != settings.baseURL
                && FileManager.default.fileExists(
                    atPath: settings.switched(to: service).databasePath
                )
        }
    }

    /// Every service, with what its database knows of its models; creates none.
    @concurrent
    func serviceEntries() async -> [ServiceEntry] {
        settings.reachable.map { service in
            ServiceEntry(
                name: service.name,
                place: service.baseURL.place,
                kind: service.kind.name,
                catalog: catalog(of: service)
            )
        }
    }

    /// The listed models; `nil` before the first refresh.
    private func catalog(of service: ServiceSettings) -> [Model]? {
        let path = settings.switched(to: service).databasePath
        guard FileManager.default.fileExists(atPath: path),
            let store = try? Store.open(path: path, service: service.baseURL, now: time.now()),
            let models = try? store.models(now: time.now())
        else { return nil }
        return models.filter { $0.isListed && !$0.id.isBatchOnly }
    }
}

extension Settings {
    /// The services that the interface can switch to, with the one that it began with.
    var reachable: [ServiceSettings] {
        let first = origin?.service ?? service
        return (services.contains { $0.name == first.name } ? [] : [first]) + services
    }

    /// The same settings for another service, with its own database and key.
    func switched(to service: ServiceSettings) -> Settings {
        guard service.name != self.service.name else { return self }
        var settings = self
        settings.origin =
            origin
            ?? Origin(
                service: self.service,
                databasePath: databasePath,
                keyStore: keyStore,
                isServiceNamed: isServiceNamed
            )
        if let origin, origin.service.name == service.name {
            settings.service = origin.service
            settings.isServiceNamed = origin.isServiceNamed
            settings.baseURL = origin.service.baseURL
            settings.databasePath = origin.databasePath
            settings.keyStore = origin.keyStore
            return settings
        }
        settings.service = service
        settings.isServiceNamed = true
        settings.baseURL = service.baseURL
        settings.databasePath =
            demoFolder.map { "\($0)/\(service.name).sqlite" }
            ?? locations.database(of: service.baseURL)
        settings.keyStore = KeyStore(
            environmentKey: service.keyVariable.flatMap { name in
                getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
            },
            variable: service.keyVariable ?? "",
            command: service.keyCommand,
            path: demoFolder.map { "\($0)/key" } ?? locations.key(of: service.name)
        )
        return settings
    }
}
