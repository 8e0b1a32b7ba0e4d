/// Why a refresh or a backfill did not happen; in every case nothing was changed.
package enum OperationError: Error, Sendable, Hashable {
    /// The service gave no usable answer.
    case service(ServiceFailure)
    /// The answer was readable, but taking it would lose something.
    case refused(String)
    /// The database failed.
    case store(StoreError)
}

extension OperationError {
    /// Whether it is no failure, but what the user asked for.
    package var isCancelled: Bool {
        switch self {
        case .service(let failure): failure.kind == .cancelled
        case .store(let error): error == .cancelled
        case .refused: false
        }
    }
}

extension OperationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .service(let failure): "\(failure)"
        case .refused(let reason): reason
        case .store(let error): "\(error)"
        }
    }
}
