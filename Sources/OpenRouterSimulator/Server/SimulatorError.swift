/// Why a simulator could not run.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
    /// The port could not be taken, most often because another program has it.
    case notListening(port: Int, reason: String)

    /// One sentence for people.
    package var description: String {
        switch self {
        case .notListening(let port, let reason):
            "The simulator cannot listen on 127.0.0.1:\(port): \(reason)"
        }
    }
}
