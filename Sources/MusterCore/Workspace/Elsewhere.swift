import Foundation

/// A model at another service with the same weights.
package struct Elsewhere: Sendable, Hashable {
    /// The user's name for the service.
    package let service: String
    package let modelID: ModelID
    package let availability: Availability
    /// Endpoints that are up there; `nil` where the service does not list them.
    package let live: Int?
    /// The lowest price of prompt tokens, of those that are up if that is known.
    package let promptPrice: Price?

    package init(
        service: String,
        modelID: ModelID,
        availability: Availability,
        live: Int?,
        promptPrice: Price?
    ) {
        self.service = service
        self.modelID = modelID
        self.availability = availability
        self.live = live
        self.promptPrice = promptPrice
    }

    /// Whether it may well answer.
    package var isAlive: Bool { availability.isAlive }

    /// As a stand-in for a dead model: `openai/gpt-oss-120b at huggingface`.
    package var standIn: String { "\(modelID) at \(service)" }

    /// `huggingface, 3 live from $0.12`: the price is for a million tokens of prompts.
    package var words: String {
        let state = live.map { "\($0) live" } ?? availability.rawValue
        let price = promptPrice.map { $0.isZero ? ", free" : " from $\($0.perMillionString)" } ?? ""
        return "\(service), \(state)\(price)"
    }
}

/// The other services that the user has, and what their databases know; it creates none.
package actor OtherServices {
    /// A service with its database.
    package struct Place: Sendable {
        let name: String
        let url: ServiceURL
        let path: String

        package init(name: String, url: ServiceURL, path: String) {
            (self.name, self.url, self.path) = (name, url, path)
        }
    }

    private struct Index {
        let store: Store
        let models: [String: [Model]]
        let readAt: Date
    }

    /// How long a list counts as new, in seconds.
    private static let lifetime: TimeInterval = 30

    private let places: [Place]
    private let lifetimes: VerdictLifetimes
    private let time: TimeSource
    private var indexes: [String: Index] = [:]

    package init(
        _ places: [Place],
        lifetimes: VerdictLifetimes = VerdictLifetimes(),
        time: TimeSource = .system
    ) {
        (self.places, self.lifetimes, self.time) = (places, lifetimes, time)
    }

    /// The same weights at the other services, those that are alive first.
    func models(of id: HuggingFaceID) async -> [Elsewhere] {
        var found: [Elsewhere] = []
        for place in places {
            guard let index = index(of: place) else { continue }
            for model in index.models[id.rawValue.lowercased()] ?? [] {
                found.append(await elsewhere(model, at: place, index.store))
            }
        }
        return found.sorted { ($0.isAlive ? 0 : 1) < ($1.isAlive ? 0 : 1) }
    }

    /// Marks the models whose weights are alive at another service.
    func mark(_ models: inout [Model]) {
        var alive: [String: [String]] = [:]
        for place in places {
            guard let index = index(of: place) else { continue }
            for (id, models) in index.models
            where models.contains(where: \.verdict.availability.isAlive) {
                alive[id, default: []].append(place.name)
            }
        }
        guard !alive.isEmpty else { return }
        for index in models.indices {
            guard let id = models[index].huggingFaceID?.rawValue.lowercased() else { continue }
            models[index].elsewhere = alive[id] ?? []
        }
    }

    private func elsewhere(_ model: Model, at place: Place, _ store: Store) async -> Elsewhere {
        let endpoints = (try? await store.newestEndpoints(of: model.id)) ?? []
        // A dead model's last endpoints are none any more.
        let isAlive = model.verdict.availability.isAlive
        let up = endpoints.isEmpty || !isAlive ? nil : endpoints.filter(\.isUp)
        return Elsewhere(
            service: place.name,
            modelID: model.id,
            availability: model.verdict.availability,
            live: up?.count,
            promptPrice: up?.compactMap(\.promptPrice).min() ?? model.promptPrice
        )
    }

    /// Its database, seen by the account that it was last used with.
    private func open(_ place: Place, now: Date) -> Store? {
        guard var store = try? Store.open(path: place.path, service: place.url, now: now) else {
            return nil
        }
        store.lifetimes = lifetimes
        if let account = try? store.lastAccount() { store.account.change(to: account) }
        return store
    }

    private func index(of place: Place) -> Index? {
        let now = time.now()
        if let known = indexes[place.name], now < known.readAt.addingTimeInterval(Self.lifetime) {
            return known
        }
        guard FileManager.default.fileExists(atPath: place.path),
            let store = indexes[place.name]?.store ?? open(place, now: now),
            let models = try? store.models(now: now)
        else { return nil }
        let listed = models.filter { $0.isListed && !$0.id.isBatchOnly && $0.huggingFaceID != nil }
        let index = Index(
            store: store,
            models: Dictionary(grouping: listed) { $0.huggingFaceID?.rawValue.lowercased() ?? "" },
            readAt: now
        )
        indexes[place.name] = index
        return index
    }
}

extension Availability {
    fileprivate var isAlive: Bool { self == .verified || self == .reachable }
}
