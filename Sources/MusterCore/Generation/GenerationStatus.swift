/// Where a generation is, or how it ended.
package enum GenerationStatus: String, Sendable, CaseIterable {
    /// The request is on its way.
    case connecting
    /// The service has accepted it; nothing has come yet.
    case waiting
    /// Text or reasoning is coming.
    case streaming
    /// The model finished.
    case completed
    /// The user stopped it; what had come is kept.
    case cancelled
    /// The stream ended with neither an end mark nor a finish reason.
    case truncated
    /// It brought an error.
    case failed
    /// The program died in the middle; what had been stored is kept.
    case interrupted

    /// Whether nothing more will come.
    package var isFinal: Bool {
        switch self {
        case .connecting, .waiting, .streaming: false
        case .completed, .cancelled, .truncated, .failed, .interrupted: true
        }
    }
}
