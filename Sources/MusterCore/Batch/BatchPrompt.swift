import Crypto

/// One prompt of a batch.
package struct BatchPrompt: Sendable, Hashable, Identifiable {
    /// The user's name for it, by which its results are found.
    package let id: String
    /// What is asked.
    package let prompt: String
    /// The system prompt.
    package let system: String?
    /// The SHA-256 of the prompt, after the system prompt and a zero byte where there is one.
    package let digest: String

    /// Creates a prompt.
    package init(id: String, prompt: String, system: String? = nil) {
        self.id = id
        self.prompt = prompt
        self.system = system
        let bytes = system.map { Array($0.utf8) + [0] + Array(prompt.utf8) }
        digest = SHA256.hash(data: bytes ?? Array(prompt.utf8)).hexadecimal
    }
}

extension SHA256Digest {
    fileprivate var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
