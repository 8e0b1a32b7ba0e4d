import Foundation
import GRDB

extension Store {
    /// A Hugging Face ID found for a model, with where it was found.
    package struct HuggingFaceIDAssignment: Sendable, Hashable {
        /// The model.
        package var modelID: ModelID
        /// The name found.
        package var huggingFaceID: HuggingFaceID
        /// Where.
        package var source: HuggingFaceIDSource
        /// The spelling that it replaces; `nil` fills an empty place.
        package var replaces: HuggingFaceID?

        /// Creates an assignment.
        package init(
            modelID: ModelID,
            huggingFaceID: HuggingFaceID,
            source: HuggingFaceIDSource,
            replaces: HuggingFaceID? = nil
        ) {
            self.modelID = modelID
            self.huggingFaceID = huggingFaceID
            self.source = source
            self.replaces = replaces
        }
    }

    /// Stores Hugging Face IDs in one transaction; returns how many rows changed.
    ///
    /// A row is changed only if it still holds what the assignment expects, and never if the user
    /// has set it by hand meanwhile.
    package func assign(_ assignments: [HuggingFaceIDAssignment]) async throws(StoreError) -> Int {
        guard !assignments.isEmpty else { return 0 }
        return try await write { db in
            let statement = try db.makeStatement(
                sql: """
                    UPDATE model_capabilities
                    SET hugging_face_id = ?, hugging_face_id_source = ?
                    WHERE model_id = ? AND NULLIF(hugging_face_id, '') IS ?
                    AND hugging_face_id_source IS NOT 'manual'
                    """
            )
            var changed = 0
            for assignment in assignments {
                try statement.execute(
                    arguments: [
                        assignment.huggingFaceID.rawValue, assignment.source.rawValue,
                        assignment.modelID.rawValue, assignment.replaces?.rawValue,
                    ]
                )
                changed += db.changesCount
            }
            try Self.countModelWrite(db)
            return changed
        }
    }
}
