package import MusterCore

extension Badge {
    package var role: CellStyle.Role {
        switch self {
        case .verified: .verified
        case .reachable: .reachable
        case .degraded: .degraded
        case .limited: .limited
        case .unavailable: .unavailable
        case .unknown: .unknown
        case .disabled: .disabled
        case .batch: .dim
        }
    }
}

extension GenerationStatus {
    package var role: CellStyle.Role {
        switch self {
        case .connecting, .waiting: .accent
        case .streaming: .reachable
        case .completed: .success
        case .cancelled, .truncated, .interrupted: .warning
        case .failed: .error
        }
    }
}
