import MusterCore
import MusterUI

extension Session {
    /// Reports a slate's service if it is not the configured one.
    func noteOrigin(of slate: Slate) {
        guard let made = slate.baseURL, made != settings.baseURL else { return }
        console.note("the slate is from \(made), but muster asks \(settings.baseURL)")
    }
}

extension Session {
    /// Does something with each part of a slate that is of one service, in their order, but last with
    /// those that keep others waiting.
    ///
    /// An error leaves the other parts to be done. The first one is thrown, unless a later one tells
    /// that trying again is in vain; an interruption at once.
    func forEachService(
        of slate: Slate,
        last isLast: (Session) -> Bool = { _ in false },
        _ body: (Session, Slate) async throws -> Void
    ) async throws {
        guard slate.parts.count > 1 || slate.parts.first?.service != nil else {
            noteOrigin(of: slate)
            return try await body(self, slate)
        }
        var gravest: CommandFailure?
        let parts = try parts(of: slate)
        let ordered = parts.filter { !isLast($0.session) } + parts.filter { isLast($0.session) }
        for (session, part) in ordered {
            console.note("\(session.settings.service.name):")
            do {
                try await body(session, part)
            } catch let failure as CommandFailure {
                guard failure.status != .interrupted else { throw failure }
                guard let other = gravest else {
                    gravest = failure
                    continue
                }
                let isGraver = other.status == .tryAgain && failure.status != .tryAgain
                console.note((isGraver ? other : failure).message, .error)
                if isGraver { gravest = failure }
            }
        }
        if let gravest { throw gravest }
    }
}

extension Session {
    /// The slate's services, each with its models, or only the one that `--service` names; fails at a
    /// name that is none.
    func parts(of slate: Slate) throws -> [(session: Session, slate: Slate)] {
        guard !settings.isServiceNamed else { return [(self, try ownPart(of: slate))] }
        return try slate.parts.map { part in
            guard let session = part.service.map({ switched(to: $0) }) ?? self else {
                let names = settings.services.map(\.name).joined(separator: ", ")
                throw CommandFailure(
                    "There is no service \(part.service ?? ""); there are \(names).",
                    .badConfiguration
                )
            }
            return (session, part.slate)
        }
    }

    /// The models of a slate that are of this session's service; notes how many are not.
    func ownPart(of slate: Slate) throws -> Slate {
        let name = settings.service.name
        let own = slate.part(of: name, at: settings.baseURL)
        let others = slate.entries.filter { !own.entries.contains($0) }
        guard !others.isEmpty else { return slate }
        let names = Set(others.map { $0.service ?? slate.baseURL?.string ?? "" }).sorted()
            .joined(separator: ", ")
        guard !own.entries.isEmpty else {
            throw CommandFailure(
                "The slate has no model of the service \(name). To take another one's: "
                    + "--service \(names)",
                .badData
            )
        }
        console.note(
            "\(others.count) of the slate's models are of other services (\(names)), left out"
        )
        return own
    }
}

extension Slate {
    /// Reads a slate; a failure names the line and the reason.
    static func read(_ path: String) throws -> Slate {
        do {
            return try SlateFile(path: path).read()
        } catch {
            throw CommandFailure(error, reading: path)
        }
    }
}

extension CommandFailure {
    init(_ error: SlateError, reading path: String) {
        switch error {
        case .malformed: self.init("The slate \(path), \(error).", .badData)
        case .foreign: self.init("\(error).", .badData)
        case .file: self.init("The slate \(error).", .ioError)
        }
    }

    init(_ error: SlateError, writing path: String) {
        switch error {
        case .foreign:
            self.init("\(error). To replace it: --force", .badData)
        case .file, .malformed:
            self.init("The slate could not be written: \(error).", .ioError)
        }
    }
}
