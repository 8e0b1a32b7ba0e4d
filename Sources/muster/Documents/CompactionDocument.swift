/// What `muster doctor --compact` did.
struct CompactionDocument: Encodable {
    let database: String
    let bytesBefore: Int
    let bytesAfter: Int
    let forgottenEvidence: Int
    let forgottenGenerations: Int

    private enum CodingKeys: String, CodingKey {
        case database
        case bytesBefore = "bytes_before"
        case bytesAfter = "bytes_after"
        case forgottenEvidence = "forgotten_evidence"
        case forgottenGenerations = "forgotten_generations"
    }
}
