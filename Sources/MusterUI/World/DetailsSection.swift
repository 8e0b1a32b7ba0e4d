package import MusterCore

/// A foldable section of the details.
package enum DetailsSection: String, Sendable, Codable, CaseIterable {
    case facts
    case routes
    case endpoints
    case evidence
    case description
    case links

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
