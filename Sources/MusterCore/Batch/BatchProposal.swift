/// A batch that is ready to begin.
package struct BatchProposal: Sendable, Hashable {
    /// What it will take.
    package var forecast: BatchForecast
    /// What became of its models since they were picked.
    package var findings: [SlateFinding]
    /// What earlier runs brought, and what is left.
    package var summary: BatchSummary
    /// How likely it is to be answered.
    package var outlook: SurvivalOutlook

    /// Creates a proposal.
    package init(
        forecast: BatchForecast,
        findings: [SlateFinding],
        summary: BatchSummary,
        outlook: SurvivalOutlook
    ) {
        self.outlook = outlook
        self.forecast = forecast
        self.findings = findings
        self.summary = summary
    }

    /// The models of which nothing certain is known.
    package var inconclusive: [SlateFinding] { findings.filter { $0.usability == .inconclusive } }
}
