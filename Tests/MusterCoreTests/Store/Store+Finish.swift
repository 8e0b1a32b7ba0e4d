import Foundation

@testable import MusterCore

extension Store {
    /// Stores the end of a generation that was begun.
    func finish(
        _ generation: Generation,
        evidence: [Evidence],
        now: Date
    ) async throws(StoreError) {
        let request = GenerationRequest(
            modelID: generation.modelID,
            huggingFaceID: nil,
            prompt: ""
        )
        try await keep([
            FinishedGeneration(
                generation: generation,
                request: request,
                evidence: evidence,
                failures: [],
                startedAt: now,
                finishedAt: now
            )
        ])
    }
}
