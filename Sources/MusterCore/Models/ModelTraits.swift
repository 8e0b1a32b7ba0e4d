/// What a catalog says of a model beyond its name, sizes and prices.
package struct ModelTraits: Sendable, Hashable {
    /// The indexes of Artificial Analysis; about 0 to 70.
    package var intelligence: Double?
    package var coding: Double?
    package var agentic: Double?
    /// `nil` if the catalog does not say whether it reasons.
    package var reasoning: Reasoning?
    /// The last day that it knows of: `2025`, `2025-06` or `2025-06-30`.
    package var knowledgeCutoff: String?
    /// The tags of the endpoints that keep neither prompts nor answers; `nil` if the service did not
    /// say.
    package var zeroRetention: [String]?

    package init() {}

    package struct Reasoning: Sendable, Hashable {
        /// Whether it always reasons, which costs tokens.
        package var isMandatory: Bool
        /// The efforts that it takes, such as `high`; empty if it takes none.
        package var efforts: [String]

        package init(isMandatory: Bool, efforts: [String] = []) {
            self.isMandatory = isMandatory
            self.efforts = efforts
        }

        /// In a few words: `always, low medium high`.
        package var words: String {
            ([isMandatory ? "always" : "optional"] + efforts).joined(separator: " ")
        }
    }

    /// Where a request's data is not kept: `none at deepinfra/fp8, novita`.
    package var retentionWords: String? {
        zeroRetention.map {
            $0.isEmpty ? "every endpoint may keep data" : "none at \($0.joined(separator: ", "))"
        }
    }

    /// Whether a request can be kept from storage; `nil` if the service did not say.
    package var offersZeroRetention: Bool? { zeroRetention.map { !$0.isEmpty } }

    /// A day as a number that sorts and compares: days of 31-day months since year 0.
    ///
    /// A year or a month alone counts as its first day.
    package static func ordinal(ofDay text: String) -> Double? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), let year = parts[0], (1900...9999).contains(year)
        else {
            return nil
        }
        let month = parts.count > 1 ? parts[1] : 1
        let day = parts.count > 2 ? parts[2] : 1
        guard let month, let day, (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        return Double((year * 12 + month - 1) * 31 + day - 1)
    }
}
