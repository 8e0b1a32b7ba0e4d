import MusterCore

extension Session {
    /// Asks the service about every model of a slate.
    func verify(
        _ slate: Slate,
        _ models: [Model],
        _ store: Store,
        kind: CheckKind
    ) async throws -> SlateVerification {
        if let made = slate.baseURL, made != settings.baseURL {
            console.note("muster: the slate was made at \(made); \(settings.baseURL) is asked")
        }
        let verifier = SlateVerifier(
            client: client,
            checker: checker(store),
            time: time,
            routes: settings.routes
        )
        let verification: SlateVerification
        do throws(StoreError) {
            verification = try await verifier.run(slate, models: models, kind: kind)
        } catch {
            throw CommandFailure(error)
        }
        guard !verification.isCancelled else {
            throw CommandFailure("Interrupted; what was found is kept.", .interrupted)
        }
        if let stop = verification.stop, stop.isAboutTheKey {
            throw CommandFailure(stop, doing: "The check was stopped")
        }
        if let failure = verification.catalogFailure {
            console.note("muster: the catalog could not be fetched (\(failure)); prices may differ")
        }
        return verification
    }

    /// What checks models, telling of its waits.
    func checker(_ store: Store) -> Checker {
        Checker(
            client: client,
            store: store,
            time: time,
            preference: settings.routes,
            logger: logger,
            onPause: { [console] pause in
                let seconds = pause.milliseconds / 1000 + 1
                console.note("muster: waiting \(seconds) s: the free tier has 20 a minute")
            }
        )
    }
}

extension Slate {
    /// Reads a slate, or ends the command with the line and the reason.
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
