import Foundation

extension SimulatorCatalog {
    /// Stub.
    package static func synthetic() -> SimulatorCatalog {
        .recorded(Data(#"{"data":[{"id":"mistralai/mistral-nemo","hugging_face_id":"A/B","name":"x"}]}"#.utf8))
    }
}
