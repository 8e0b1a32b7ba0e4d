package import MusterCore

/// A part of the details that can be folded.
package enum DetailsSection: String, Sendable, Codable, CaseIterable {
    case facts
    case routes
    case endpoints
    case evidence
    case description
    case links

    /// Its heading.
    package var title: SanitizedText {
        switch self {
        case .facts: "Facts"
        case .routes: "Routes"
        case .endpoints: "Endpoints"
        case .evidence: "Evidence"
        case .description: "Description"
        case .links: "Links"
        }
    }
}
