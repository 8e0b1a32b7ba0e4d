import MusterCore

extension Session {
    /// Reports a slate's service if it is not the configured one.
    func noteOrigin(of slate: Slate) {
        guard let made = slate.baseURL, made != settings.baseURL else { return }
        console.note("the slate is from \(made), but muster asks \(settings.baseURL)")
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
